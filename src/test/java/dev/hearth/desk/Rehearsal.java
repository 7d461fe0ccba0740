package dev.hearth.desk;

import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.tour.Tour;
import dev.hearth.desk.traffic.StagedTraffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;

/** A walk through every place and tab that nobody judges. */
public final class Rehearsal extends Tour {
  private static final int ROUNDS = 3;

  private Rehearsal() {}

  /** Holds the rehearsal; answers it when it is over. */
  public static Rehearsal held() {
    var rehearsal = new Rehearsal();
    try {
      Path home = Files.createTempDirectory("hearth-rehearsal");
      for (int round = 0; round < ROUNDS; round++) {
        rehearsal.openDisplay();
        try (var desk = new StagedDesk(Files.createDirectories(home.resolve("" + round)))) {
          rehearsal.walk(desk);
        } finally {
          rehearsal.shut();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("the desk could not be rehearsed", e);
    }
    return rehearsal;
  }

  private void walk(StagedDesk desk) {
    open(desk.services.all(), desk::furnish, 1280, 800);
    desk.work();
    for (String place : List.of("traffic", "models", "connect", "traffic")) {
      go(place);
    }
    until(() -> table().getItems().size() == StagedTraffic.REQUESTS);
    fx(
        () -> {
          table().getSelectionModel().clearAndSelect(StagedTraffic.REQUESTS - 2);
          return null;
        });
    until(() -> !robot.lookup(".attempt-card").queryAll().isEmpty());
    TabPane tabs = find("#traffic-inspector");
    for (var tab : tabs.getTabs()) {
      fx(
          () -> {
            tabs.getSelectionModel().select(tab);
            return null;
          });
      settle();
    }
    for (String action : List.of("traffic.compose", "shell.palette")) {
      fx(
          () -> {
            window.shell().actions().byId(action).orElseThrow().perform();
            return null;
          });
      settle();
    }
    for (Appearance.Mode mode : List.of(Appearance.Mode.DARK, Appearance.Mode.LIGHT)) {
      looks(mode);
      zoom(200);
      resize(1920, 1080);
      zoom(100);
      resize(1280, 800);
    }
  }

  private void go(String place) {
    fx(
        () -> {
          window.open(place);
          return null;
        });
    settle();
  }

  private TableView<?> table() {
    return (TableView<?>) scene().lookup("#traffic-table");
  }
}
