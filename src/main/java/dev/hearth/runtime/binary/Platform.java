package dev.hearth.runtime.binary;

import java.util.Locale;

/** Which system and processor a program is for. */
public record Platform(Os os, Arch arch) {
  /** The operating systems Hearth knows its way around on. */
  public enum Os {
    LINUX,
    MAC,
    WINDOWS
  }

  /** Processor families that llama.cpp is built for. */
  public enum Arch {
    X64,
    ARM64,
    OTHER
  }

  /** The machine this runs on. */
  public static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String name = osName.toLowerCase(Locale.ROOT);
    Os os =
        name.contains("win") && !name.contains("darwin")
            ? Os.WINDOWS
            : name.contains("mac") || name.contains("darwin") ? Os.MAC : Os.LINUX;
    Arch arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64", "x64" -> Arch.X64;
          case "aarch64", "arm64" -> Arch.ARM64;
          default -> Arch.OTHER;
        };
    return new Platform(os, arch);
  }

  /** A program's file name on this system. */
  public String executable(String name) {
    return os == Os.WINDOWS ? name + ".exe" : name;
  }
}
