package dev.hearth.desk.models;

/** A line of the list. */
sealed interface ListItem permits FamilyRow, ModelRow {}
