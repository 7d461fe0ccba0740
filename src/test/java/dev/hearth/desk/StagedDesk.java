package dev.hearth.desk;

import dev.hearth.desk.connect.StagedConnect;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.models.StagedModels;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.traffic.StagedTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All places on staged parts, in the middle of a day's work. */
final class StagedDesk implements AutoCloseable {
  final FakeServices services = FakeServices.ready();
  final StagedModels models = new StagedModels();
  final StagedConnect connect;
  private final StagedTraffic traffic = new StagedTraffic();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  StagedDesk(Path home) throws IOException {
    connect = new StagedConnect(home);
  }

  List<Place> furnish(Shell shell) {
    return List.of(
        models.place(shell),
        traffic.place(shell),
        connect.place(shell, new Threads(background, FxThread.EXECUTOR)));
  }

  /** The day's work. */
  void work() {
    models.work();
    traffic.publish(services.feed);
  }

  @Override
  public void close() {
    background.close();
  }
}
