/** Finding the tool a model meant by the name it wrote. */
package dev.hearth.guard.names;
