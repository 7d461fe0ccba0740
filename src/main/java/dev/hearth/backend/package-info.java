/** Talking to one model server: requests, streamed replies, what it is and what it can do. */
package dev.hearth.backend;
