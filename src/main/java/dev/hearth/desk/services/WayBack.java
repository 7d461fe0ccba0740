package dev.hearth.desk.services;

/** What Hearth tells and offers while its window is closed; callable on any thread. */
public interface WayBack {
  /** Shows the window again. */
  void open();

  /** Ends Hearth with everything it runs. */
  void quit();

  /** What runs, in a few words. */
  Live<String> state();

  /** Where clients reach the proxy, empty while it does not listen. */
  String url();

  /** Puts the URL on the clipboard. */
  void copyUrl();
}
