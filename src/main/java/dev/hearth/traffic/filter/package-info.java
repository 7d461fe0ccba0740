/** The filter language of the traffic list, one for the desk, the command line and the journal. */
package dev.hearth.traffic.filter;
