/** Reading JSON as models write it: nearly right, and sometimes Python. */
package dev.hearth.guard.json;
