/** The dialog where everything the user may choose is explained, changed and set back. */
package dev.hearth.desk.settings;
