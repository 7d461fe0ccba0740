/** Everything about one exchange, a tab a question. */
package dev.hearth.desk.traffic.inspect;
