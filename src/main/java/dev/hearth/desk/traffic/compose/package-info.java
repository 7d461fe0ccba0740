/** Writing a request by hand and talking to the model through the proxy, as a panel of Traffic. */
package dev.hearth.desk.traffic.compose;
