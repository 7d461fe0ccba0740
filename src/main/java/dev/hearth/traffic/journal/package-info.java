/** Exchanges kept on disk within limits: recorded, searched, pinned and forgotten. */
package dev.hearth.traffic.journal;
