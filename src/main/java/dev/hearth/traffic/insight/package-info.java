/** What the traffic adds up to: how models, tools, clients and rules fare. */
package dev.hearth.traffic.insight;
