package dev.hearth.runtime.plan;

import java.util.regex.Pattern;

/** How words are written so that a shell reads them back as they are. */
public enum Quoting {
  POSIX {
    @Override
    String word(String word) {
      return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    String assignment(String name, String value) {
      return name + "=" + word(value) + " ";
    }
  },
  /** For PowerShell, where the program needs the call operator once it is quoted. */
  POWERSHELL {
    @Override
    String word(String word) {
      return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "''") + "'";
    }

    @Override
    String assignment(String name, String value) {
      return "$env:" + name + "=" + "'" + value.replace("'", "''") + "'; ";
    }
  };

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=+,@%-]+");

  abstract String word(String word);

  /** What goes before a program's name. */
  String call() {
    return this == POWERSHELL ? "& " : "";
  }

  abstract String assignment(String name, String value);

  /** The one for this machine. */
  public static Quoting ofThisMachine() {
    return System.getProperty("os.name").startsWith("Windows") ? POWERSHELL : POSIX;
  }
}
