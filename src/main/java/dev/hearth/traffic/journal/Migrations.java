package dev.hearth.traffic.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Brings a database to the newest form, one numbered script at a time. */
final class Migrations {
  private final List<String> scripts;

  Migrations(List<String> scripts) {
    this.scripts = List.copyOf(scripts);
  }

  /** The scripts that come with this version of Hearth. */
  static Migrations shipped() {
    List<String> scripts = new ArrayList<>();
    try {
      for (int i = 1; ; i++) {
        try (InputStream in = Migrations.class.getResourceAsStream(i + ".sql")) {
          if (in == null) {
            return new Migrations(scripts);
          }
          scripts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Hearth's own database scripts cannot be read", e);
    }
  }

  /**
   * Each script runs in one transaction with the number it leads to, so a crash repeats it whole.
   */
  void apply(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > scripts.size()) {
      throw new NewerJournalException(version, scripts.size());
    }
    for (int i = version; i < scripts.size(); i++) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("begin immediate");
        try {
          for (String command : scripts.get(i).split(";\\s*\\n")) {
            if (!command.isBlank()) {
              statement.execute(command);
            }
          }
          statement.execute("pragma user_version = " + (i + 1));
          statement.execute("commit");
        } catch (SQLException e) {
          statement.execute("rollback");
          throw e;
        }
      }
    }
  }

  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma user_version")) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  /** The file comes from a newer Hearth; it must not be touched. */
  static final class NewerJournalException extends SQLException {
    NewerJournalException(int found, int known) {
      super(
          "The journal was written by a newer Hearth (form "
              + found
              + ", this one knows "
              + known
              + ")");
    }
  }
}
