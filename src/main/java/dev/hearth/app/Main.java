package dev.hearth.app;

import dev.hearth.runtime.orphans.WatchdogMain;
import dev.hearth.settings.AppFolders;

/** Entry point. It does not extend a JavaFX class, so that it starts from a plain class path. */
public final class Main {
  private Main() {}

  /** Opens the desk, or starts the command named in the arguments. */
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.exit(desk());
    }
    if (args[0].equals(WatchdogMain.ARGUMENT)) {
      WatchdogMain.main(new String[0]);
      return;
    }
    if (args[0].equals(Rehearsal.ARGUMENT)) {
      Rehearsal.run();
      System.exit(0);
    }
    if (args[0].equals(StartCache.ARGUMENT)) {
      System.exit(StartCache.main(args));
    }
    System.exit(Commands.line().execute(args));
  }

  private static int desk() throws Exception {
    if (noDisplay()) {
      System.err.println(
          "There is no display to open a window on. Without one, use the commands: hearth serve,"
              + " hearth run, hearth models. \"hearth --help\" lists them.");
      return 1;
    }
    DeskProgram.run(AppFolders.ofThisMachine());
    return 0;
  }

  /** On Linux JavaFX would fail with a stack trace; a sentence is better. */
  private static boolean noDisplay() {
    return System.getProperty("os.name", "").startsWith("Linux")
        && System.getProperty("glass.platform", "").isEmpty()
        && System.getenv().getOrDefault("DISPLAY", "").isEmpty()
        && System.getenv().getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }
}
