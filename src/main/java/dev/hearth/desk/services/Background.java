package dev.hearth.desk.services;

/** Where Hearth stays when its window is closed and the user wants it to go on. */
public interface Background {
  /** Closing the window ends Hearth. */
  Background NONE =
      new Background() {
        @Override
        public boolean available() {
          return false;
        }

        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void enter(WayBack back) {}

        @Override
        public void leave() {}
      };

  /** Whether this system has such a place. */
  boolean available();

  /** Whether it is there and the user wants Hearth to stay. */
  boolean wanted();

  /** Shows the way back until {@link #leave}; opens the window when it cannot be shown. */
  void enter(WayBack back);

  /** Takes the way back away. */
  void leave();
}
