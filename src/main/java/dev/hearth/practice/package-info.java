/**
 * The practice server: speaks llama-server's API with scripted replies, so that the whole of Hearth
 * can be seen and tested with no model on the machine.
 */
package dev.hearth.practice;
