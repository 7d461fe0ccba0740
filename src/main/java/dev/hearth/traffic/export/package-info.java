/** Exchanges handed out in the forms other tools read, and read back from those that can be. */
package dev.hearth.traffic.export;
