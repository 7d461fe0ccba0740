/** What a model server says, kept and sorted by level. */
@NullMarked
package dev.hearth.runtime.log;

import org.jspecify.annotations.NullMarked;
