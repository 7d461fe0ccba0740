package dev.hearth.runtime.failure;

import dev.hearth.runtime.log.LogLevel;
import dev.hearth.runtime.log.LogLine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Turns a model server's last words into a cause a person understands. */
public final class FailureReader {
  /** Enough lines to see the cause and its echo, few enough to read in a dialog. */
  static final int EVIDENCE_LINES = 8;

  /** Shells and Java report a death by signal N as 128 + N. */
  private static final int SIGNAL_BASE = 128;

  private static final int SIGILL = 4;
  private static final int SIGABRT = 6;
  private static final int SIGKILL = 9;
  private static final int SIGSEGV = 11;
  private static final int SIGTERM = 15;

  /** What Windows reports when a DLL is missing, and for an instruction the CPU lacks. */
  private static final int WINDOWS_DLL_NOT_FOUND = 0xC0000135;

  private static final int WINDOWS_ILLEGAL_INSTRUCTION = 0xC000001D;

  private FailureReader() {}

  /** Why a server that was starting has ended. */
  public static ServerFailure ofStart(List<LogLine> lines, int exitCode) {
    return known(lines)
        .or(() -> byExit(lines, exitCode))
        .orElseGet(
            () ->
                new ServerFailure(
                    FailureKind.EXITED,
                    firstError(lines)
                        .map(text -> "The server ended while starting: " + text)
                        .orElse("The server ended while starting (exit code " + exitCode + ")."),
                    "The log has its last words.",
                    evidence(lines, Optional.empty())));
  }

  /** Why a server that was ready has ended. */
  public static ServerFailure ofCrash(List<LogLine> lines, int exitCode) {
    return known(lines)
        .or(() -> byExit(lines, exitCode))
        .orElseGet(
            () ->
                new ServerFailure(
                    FailureKind.CRASHED,
                    "The server ended by itself (exit code " + exitCode + ").",
                    "Hearth starts it again; the log has its last words.",
                    evidence(lines, Optional.empty())));
  }

  /** The first rule that any of the lines matches. */
  public static Optional<ServerFailure> known(List<LogLine> lines) {
    for (FailureRule rule : FailureRules.ALL) {
      for (LogLine line : lines) {
        Matcher matcher = rule.pattern().matcher(line.text());
        if (matcher.find()) {
          return Optional.of(
              new ServerFailure(
                  rule.kind(),
                  FailureRule.fill(rule.cause(), matcher),
                  FailureRule.fill(rule.remedy(), matcher),
                  evidence(lines, Optional.of(line))));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ServerFailure> byExit(List<LogLine> lines, int exitCode) {
    List<String> shown = evidence(lines, Optional.empty());
    return switch (exitCode) {
      case SIGNAL_BASE + SIGILL, WINDOWS_ILLEGAL_INSTRUCTION ->
          Optional.of(
              new ServerFailure(
                  FailureKind.ILLEGAL_INSTRUCTION,
                  "This build uses instructions that this processor does not have.",
                  "Install the official build for this machine (hearth llama install).",
                  shown));
      case SIGNAL_BASE + SIGKILL ->
          Optional.of(
              new ServerFailure(
                  FailureKind.KILLED,
                  "The server was killed from outside, by a person or because the system ran out"
                      + " of memory.",
                  "If it happens again, lower the context or choose a smaller model.",
                  shown));
      case SIGNAL_BASE + SIGTERM ->
          Optional.of(
              new ServerFailure(
                  FailureKind.KILLED,
                  "The server was asked to end by another program.",
                  "Start it again when you want it.",
                  shown));
      case SIGNAL_BASE + SIGSEGV, SIGNAL_BASE + SIGABRT ->
          Optional.of(
              new ServerFailure(
                  FailureKind.CRASHED,
                  "The server crashed"
                      + (exitCode == SIGNAL_BASE + SIGSEGV ? " (segmentation fault)." : "."),
                  "Try another build of llama-server, or fewer GPU layers.",
                  shown));
      case WINDOWS_DLL_NOT_FOUND ->
          Optional.of(
              new ServerFailure(
                  FailureKind.MISSING_LIBRARY,
                  "llama-server needs a DLL that this machine does not have.",
                  "Install the official build for this machine (hearth llama install).",
                  shown));
      default -> Optional.empty();
    };
  }

  private static Optional<String> firstError(List<LogLine> lines) {
    return lines.stream()
        .filter(line -> line.level() == LogLevel.ERROR)
        .map(LogLine::text)
        .findFirst();
  }

  /** The line that decided, then the errors, or failing those the last lines of all. */
  private static List<String> evidence(List<LogLine> lines, Optional<LogLine> deciding) {
    Set<String> shown = new LinkedHashSet<>();
    deciding.ifPresent(line -> shown.add(line.text().strip()));
    lines.stream()
        .filter(line -> line.level() == LogLevel.ERROR)
        .map(line -> line.text().strip())
        .forEach(shown::add);
    if (shown.isEmpty()) {
      lines.stream()
          .skip(Math.max(0, lines.size() - EVIDENCE_LINES))
          .map(LogLine::text)
          .forEach(shown::add);
    }
    return shown.stream().limit(EVIDENCE_LINES).toList();
  }
}
