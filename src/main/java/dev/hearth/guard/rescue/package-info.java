/** Reading the calls that a model wrote as text, in whichever syntax it was trained on. */
package dev.hearth.guard.rescue;
