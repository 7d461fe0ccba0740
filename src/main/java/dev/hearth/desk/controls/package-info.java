/** Controls and small services any place of the desk may use. */
package dev.hearth.desk.controls;
