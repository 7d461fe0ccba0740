package dev.hearth.desk.traffic.inspect;

import java.util.function.Supplier;
import javafx.scene.control.Tab;

/**
 * A tab whose view is made when it first comes to the front and is in the window only while it is
 * there: seven views dressed at once would hold the window up.
 */
final class LazyTab extends Tab {
  private final String name;
  private final Supplier<InspectorTab> make;
  private InspectorTab view;

  /** A tab with a stable name: "stream". */
  LazyTab(String name, String title, Supplier<InspectorTab> make) {
    super(title);
    this.name = name;
    this.make = make;
    setId("tab-" + name);
    selectedProperty().subscribe(front -> setContent(front && view != null ? view.node() : null));
  }

  String name() {
    return name;
  }

  /** The view, made now if it was not needed before. */
  InspectorTab view() {
    if (view == null) {
      view = make.get();
    }
    if (isSelected()) {
      setContent(view.node());
    }
    return view;
  }
}
