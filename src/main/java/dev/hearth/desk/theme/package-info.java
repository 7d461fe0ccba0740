/** How the desk looks: colours, fonts, zoom and motion, for every window it opens. */
package dev.hearth.desk.theme;
