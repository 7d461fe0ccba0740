package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.FxThread;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A picture of a message. What is only linked is not fetched: looking must not call the network.
 */
final class PictureView extends StackPane {
  private static final double LARGEST_EDGE = 260;

  PictureView(Card.Picture picture) {
    getStyleClass().add("picture");
    if (picture.base64().isEmpty()) {
      Label link = new Label(picture.link(), new FontIcon(Feather.LINK));
      link.getStyleClass().addAll("mono", "muted");
      getChildren().setAll(link);
      return;
    }
    Label loading = new Label(size(picture), new FontIcon(Feather.IMAGE));
    loading.getStyleClass().add("muted");
    getChildren().setAll(loading);
    setAccessibleText("Picture, " + size(picture));
    Thread.ofVirtual().start(() -> decode(picture));
  }

  private void decode(Card.Picture picture) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(picture.base64());
      Image image =
          new Image(new ByteArrayInputStream(bytes), LARGEST_EDGE, LARGEST_EDGE, true, true);
      if (!image.isError()) {
        FxThread.later(() -> getChildren().setAll(new ImageView(image)));
      }
    } catch (IllegalArgumentException notBase64) {
      FxThread.later(
          () -> getChildren().setAll(new Label("This picture's data is not valid base64.")));
    }
  }

  private static String size(Card.Picture picture) {
    return picture.mediaType() + ", " + Amounts.bytes(picture.base64().length() * 3L / 4);
  }
}
