package dev.hearth.runtime.log;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the level out of a line. Knows llama-server's {@code M.SS.mmm.uuu L text}, Python's {@code
 * ERROR 11-21 10:00:00 [file.py:1] text} (vLLM) and {@code level=WARN} (Ollama); anything else is
 * judged by its first words. Indented lines belong to the line before and take its level.
 */
final class LogParser {
  private static final Pattern LLAMA =
      Pattern.compile("^(?:\\[\\d+] )?\\d+\\.\\d\\d\\.\\d{3}\\.\\d{3} ([DTIWE]) (.*)$");
  private static final Pattern PYTHON =
      Pattern.compile("^(?:\\([^)]*\\) )?(DEBUG|INFO|WARNING|ERROR|CRITICAL)[: ]\\s*(.*)$");
  private static final Pattern GO = Pattern.compile("\\blevel=(DEBUG|INFO|WARN|ERROR)\\b");
  private static final Pattern COLOUR = Pattern.compile("\\u001B\\[[0-9;]*m");
  private static final Pattern ERROR_WORDS =
      Pattern.compile(
          "^(error|fatal|traceback|terminate called|ggml_abort|cuda error|panic)|"
              + "error while loading shared libraries|\\b(\\w+Error|\\w+Exception): ",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WARNING_WORDS =
      Pattern.compile("^warn(ing)?\\b", Pattern.CASE_INSENSITIVE);

  private LogLevel last = LogLevel.INFO;

  record Parsed(LogLevel level, String text) {}

  Parsed parse(String raw) {
    String line = COLOUR.matcher(raw).replaceAll("");
    Parsed parsed = marked(line);
    last = parsed.level();
    return parsed;
  }

  private Parsed marked(String line) {
    Matcher llama = LLAMA.matcher(line);
    if (llama.matches()) {
      return new Parsed(letter(llama.group(1).charAt(0)), llama.group(2));
    }
    Matcher python = PYTHON.matcher(line);
    if (python.matches()) {
      return new Parsed(word(python.group(1)), python.group(2));
    }
    Matcher go = GO.matcher(line);
    if (go.find()) {
      return new Parsed(word(go.group(1)), line);
    }
    return new Parsed(guess(line), line);
  }

  private LogLevel guess(String line) {
    if (line.isBlank() || Character.isWhitespace(line.charAt(0))) {
      return last;
    }
    if (ERROR_WORDS.matcher(line).find()) {
      return LogLevel.ERROR;
    }
    return WARNING_WORDS.matcher(line).find() ? LogLevel.WARNING : LogLevel.INFO;
  }

  private static LogLevel letter(char letter) {
    return switch (letter) {
      case 'E' -> LogLevel.ERROR;
      case 'W' -> LogLevel.WARNING;
      case 'D', 'T' -> LogLevel.DEBUG;
      default -> LogLevel.INFO;
    };
  }

  private static LogLevel word(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "ERROR", "CRITICAL" -> LogLevel.ERROR;
      case "WARN", "WARNING" -> LogLevel.WARNING;
      case "DEBUG" -> LogLevel.DEBUG;
      default -> LogLevel.INFO;
    };
  }
}
