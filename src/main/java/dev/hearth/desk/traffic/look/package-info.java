/** How phases, verdicts and rules look and read, the same wherever they appear. */
package dev.hearth.desk.traffic.look;
