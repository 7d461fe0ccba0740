package dev.hearth.desk;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Clips;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.services.Watch;
import dev.hearth.desk.services.WayBack;

/** The strip's three answers for those who see no window. */
final class Away implements WayBack, AutoCloseable {
  private final DeskServices services;
  private final Runnable open;
  private final Runnable quit;
  private final LiveValue<String> state = new LiveValue<>("");
  private final Watch servers;
  private final Watch proxies;

  /**
   * @param open shows the window, on the JavaFX thread
   * @param quit ends everything, on the JavaFX thread
   */
  Away(DeskServices services, Runnable open, Runnable quit) {
    this.services = services;
    this.open = open;
    this.quit = quit;
    servers = services.server().watch(now -> tell());
    proxies = services.proxy().status().watch(now -> tell());
  }

  private void tell() {
    state.set(words(services.server().now(), services.proxy().status().now()));
  }

  static String words(ServerStatus server, ProxyStatus proxy) {
    String flight = proxy.inFlight() == 0 ? "" : ", " + proxy.inFlight() + " in flight";
    String model = server.model();
    return switch (server.phase()) {
          case NONE -> proxy.practice() ? "Practice model" : "No model is running";
          case LOADING ->
              "Loading "
                  + model
                  + (server.progress() < 0 ? "" : ", " + Amounts.percent(server.progress()));
          case READY -> model + " is ready";
          case SLEEPING -> model + " is asleep";
          case DRAINING -> model + " is finishing";
          case FAILED -> model + " has failed";
        }
        + flight;
  }

  @Override
  public void open() {
    FxThread.run(open);
  }

  @Override
  public void quit() {
    FxThread.run(quit);
  }

  @Override
  public Live<String> state() {
    return state;
  }

  @Override
  public String url() {
    return services.proxy().status().now().url();
  }

  @Override
  public void copyUrl() {
    FxThread.run(() -> Clips.copy(url()));
  }

  @Override
  public void close() {
    servers.close();
    proxies.close();
  }
}
