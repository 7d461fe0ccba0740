/** What can be told from the prose of a reply: that it repeats itself, that it announces a call. */
package dev.hearth.guard.text;
