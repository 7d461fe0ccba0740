package dev.hearth.desk.traffic.inspect;

import javafx.scene.Node;

/** What was said. */
final class ConversationTab implements InspectorTab {
  private final ConversationView view = new ConversationView();

  @Override
  public Node node() {
    return view;
  }

  @Override
  public void show(Subject subject) {
    view.show(subject.exchange(), subject.messagesBefore());
  }
}
