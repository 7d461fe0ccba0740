/** The journal in the Traffic place: recording state, replay, export, import and the summary. */
package dev.hearth.desk.journal;
