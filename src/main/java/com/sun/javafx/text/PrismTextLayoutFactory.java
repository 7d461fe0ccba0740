package com.sun.javafx.text;

import com.sun.javafx.font.PrismFontFactory;
import com.sun.javafx.scene.text.TextLayout;
import com.sun.javafx.scene.text.TextLayoutFactory;
import com.sun.javafx.scene.text.TextSpan;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands in for JavaFX's own factory, which the class path finds later, so that text is laid out by
 * {@link GuardedTextLayout}.
 */
public final class PrismTextLayoutFactory implements TextLayoutFactory {
  private static final PrismTextLayoutFactory FACTORY = new PrismTextLayoutFactory();

  private final TextLayout shared = createLayout();
  private final AtomicBoolean lent = new AtomicBoolean();

  private PrismTextLayoutFactory() {}

  /** The one factory there is. */
  public static PrismTextLayoutFactory getFactory() {
    return FACTORY;
  }

  @Override
  public TextLayout createLayout() {
    return new GuardedTextLayout(PrismFontFactory.cacheLayoutSize);
  }

  @Override
  public TextLayout getLayout() {
    if (!lent.compareAndSet(false, true)) {
      return createLayout();
    }
    shared.setAlignment(0);
    shared.setWrapWidth(0);
    shared.setDirection(0);
    shared.setContent((TextSpan[]) null);
    return shared;
  }

  @Override
  public void disposeLayout(TextLayout layout) {
    if (layout == shared) {
      lent.set(false);
    }
  }
}
