package dev.hearth.desk.tour;

import dev.hearth.desk.Rehearsal;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has the desk walked through once before the first tour of this Java, as the packaged program is
 * when its start is rehearsed: a tour then judges the desk, not code that runs for the first time.
 */
final class Rehearsed implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Rehearsed.class))
        .getOrComputeIfAbsent(Rehearsal.class, k -> Rehearsal.held());
  }
}
