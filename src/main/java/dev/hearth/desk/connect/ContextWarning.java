package dev.hearth.desk.connect;

import dev.hearth.clients.ProxyAddress;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.MessageBox;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Says that the model's context is too small for a client before its first request is refused; not
 * there where it is large enough.
 */
final class ContextWarning extends StackPane {
  private final ClientModel client;
  private final MessageBox box;

  ContextWarning(ProxyValues values, ClientModel client, Runnable models) {
    this.client = client;
    Button open = new Button("Open Models", new FontIcon(Feather.CPU));
    open.setMinWidth(USE_PREF_SIZE);
    open.setOnAction(e -> models.run());
    box = new MessageBox(Chip.Tone.WARN, "", open);
    setId("connect-context");
    getChildren().add(box);
    values.addressProperty().subscribe(this::show);
  }

  private void show(ProxyAddress address) {
    boolean small = address.context() < client.app().context();
    setVisible(small);
    setManaged(small);
    box.say(
        address.model()
            + " takes "
            + Amounts.count(address.context())
            + " tokens a request; "
            + client.app().name()
            + " needs some "
            + Amounts.count(client.app().context())
            + " to work well. Give it more context and start it again.");
  }
}
