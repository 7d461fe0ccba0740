/** The place where clients are pointed at this proxy: copied, written, launched and tested. */
package dev.hearth.desk.connect;
