/** The headless commands. They know services, never the desk. */
package dev.hearth.cli;
