/**
 * Exchanges as people see them, folded from events: for the live table, the journal and exports.
 */
package dev.hearth.traffic.exchange;
