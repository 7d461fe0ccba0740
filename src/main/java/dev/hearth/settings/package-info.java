/**
 * What the user chose: one typed, versioned document that is checked, saved whole and reloaded
 * live.
 */
package dev.hearth.settings;
