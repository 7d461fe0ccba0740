/** The programs people point at Hearth: how each is set up, written to, launched and tested. */
package dev.hearth.clients;
