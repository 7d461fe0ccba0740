/** The JavaFX application: one window over the services that Hearth runs in the background. */
package dev.hearth.desk;
