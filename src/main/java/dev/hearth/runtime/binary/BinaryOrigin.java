package dev.hearth.runtime.binary;

/** How a program came to be on this machine, as far as its place tells. */
public enum BinaryOrigin {
  CHOSEN("your choice"),
  HEARTH("installed by Hearth"),
  PATH("on the PATH"),
  HOMEBREW("Homebrew"),
  WINGET("winget"),
  SCOOP("scoop"),
  SYSTEM("system package"),
  OWN_BUILD("your own build");

  private final String words;

  BinaryOrigin(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
