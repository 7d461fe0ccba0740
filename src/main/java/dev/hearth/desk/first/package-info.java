/** The one page a new user sees first: what was found on this machine, and two ways to begin. */
package dev.hearth.desk.first;
