package com.sun.javafx.text;

import com.sun.javafx.geom.BaseBounds;
import com.sun.javafx.geom.Shape;
import com.sun.javafx.scene.text.GlyphList;
import com.sun.javafx.scene.text.TextLine;
import com.sun.javafx.scene.text.TextSpan;
import java.util.function.Supplier;

/**
 * JavaFX's layout of text, which in version 26 fails at some widths where Hebrew or Arabic wraps. A
 * failure while the window is laid out would end all painting for good; here the text is wrapped a
 * little earlier instead, and if that does not help it is not wrapped.
 */
final class GuardedTextLayout extends PrismTextLayout {
  private static final float[] NARROWER = {0.95f, 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0};

  private float asked;
  private boolean narrowed;

  GuardedTextLayout(int cacheSize) {
    super(cacheSize);
  }

  @Override
  public boolean setContent(TextSpan[] spans) {
    widen();
    return super.setContent(spans);
  }

  @Override
  public boolean setContent(String text, Object font) {
    widen();
    return super.setContent(text, font);
  }

  @Override
  public boolean setWrapWidth(float width) {
    if (narrowed && width == asked) {
      return false;
    }
    asked = width;
    narrowed = false;
    return super.setWrapWidth(width);
  }

  private void widen() {
    if (narrowed) {
      narrowed = false;
      super.setWrapWidth(asked);
    }
  }

  private <T> T guarded(Supplier<T> question) {
    try {
      return question.get();
    } catch (IndexOutOfBoundsException first) {
      return narrower(question, first);
    }
  }

  private <T> T narrower(Supplier<T> question, IndexOutOfBoundsException first) {
    narrowed = true;
    for (float share : NARROWER) {
      super.setWrapWidth(asked * share);
      try {
        return question.get();
      } catch (IndexOutOfBoundsException again) {
        first.addSuppressed(again);
      }
    }
    throw first;
  }

  @Override
  public TextLine[] getLines() {
    return guarded(super::getLines);
  }

  @Override
  public GlyphList[] getRuns() {
    return guarded(super::getRuns);
  }

  @Override
  public BaseBounds getBounds() {
    return guarded(super::getBounds);
  }

  @Override
  public BaseBounds getBounds(TextSpan span, BaseBounds bounds) {
    return guarded(() -> super.getBounds(span, bounds));
  }

  @Override
  public BaseBounds getVisualBounds(int type) {
    return guarded(() -> super.getVisualBounds(type));
  }

  @Override
  public CaretGeometry getCaretGeometry(int offset, boolean leading) {
    return guarded(() -> super.getCaretGeometry(offset, leading));
  }

  @Override
  public Hit getHitInfo(float x, float y) {
    return guarded(() -> super.getHitInfo(x, y));
  }

  @Override
  public Shape getShape(int type, TextSpan span) {
    return guarded(() -> super.getShape(type, span));
  }
}
