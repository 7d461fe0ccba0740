/** How a reply is judged: a pure function of what was offered and what the model produced. */
package dev.hearth.guard;
