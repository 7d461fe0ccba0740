/** What the desk asks of the rest of Hearth, as interfaces it is given; nothing here draws. */
package dev.hearth.desk.services;
