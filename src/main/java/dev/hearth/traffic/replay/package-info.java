/** Recorded requests sent again, changed or not, and their outcomes compared. */
package dev.hearth.traffic.replay;
