/** The Models place: which models there are, whether they fit, and the servers that run them. */
package dev.hearth.desk.models;
