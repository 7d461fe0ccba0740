/** The models of this machine together with the programs that run them: what a start needs. */
package dev.hearth.runtime.local;
