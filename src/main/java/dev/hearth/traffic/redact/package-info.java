/** Masks secrets before anything is stored or handed out. */
package dev.hearth.traffic.redact;
