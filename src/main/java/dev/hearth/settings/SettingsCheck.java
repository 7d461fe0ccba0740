package dev.hearth.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds what cannot be right in a document before it is used. */
public final class SettingsCheck {
  private static final int HIGHEST_PORT = 65_535;

  /** More retries than this only keep a person waiting. */
  private static final int MOST_CORRECTIONS = 20;

  private static final int MOST_WAITING = 10_000;
  private static final int LONGEST_WAIT_SECONDS = 86_400;
  private static final int LARGEST_BODY_MEBIBYTES = 1024;
  private static final int MOST_SERVERS = 64;

  private final List<Problem> problems = new ArrayList<>();

  private SettingsCheck() {}

  /** All problems of the document, none when it can be used. */
  public static List<Problem> of(Settings settings) {
    var check = new SettingsCheck();
    check.proxy(settings.proxy());
    check.backend(settings.backend());
    check.guard(settings.guard());
    check.models(settings.models());
    check.journal(settings.journal());
    check.range("desk.zoomPercent", settings.desk().zoomPercent(), 50, 300);
    return List.copyOf(check.problems);
  }

  private void proxy(ProxySettings proxy) {
    if (proxy.host().isBlank()) {
      add("proxy.host", "An address is needed. Use 127.0.0.1 to serve this machine only.");
    }
    range("proxy.port", proxy.port(), 0, HIGHEST_PORT);
    if (!loopback(proxy.host()) && !proxy.requireKey()) {
      add(
          "proxy.host",
          "Other machines could use the proxy without a key. Switch \"require a key\" on, or use"
              + " 127.0.0.1.");
    }
    range("proxy.queueLimit", proxy.queueLimit(), 0, MOST_WAITING);
    range("proxy.backendTimeoutSeconds", proxy.backendTimeoutSeconds(), 1, LONGEST_WAIT_SECONDS);
    range("proxy.loadTimeoutSeconds", proxy.loadTimeoutSeconds(), 0, LONGEST_WAIT_SECONDS);
    range("proxy.maxBodyMebibytes", proxy.maxBodyMebibytes(), 1, LARGEST_BODY_MEBIBYTES);
    for (String origin : proxy.allowedOrigins()) {
      if (!origin.matches("https?://[^/*\\s]+")) {
        add(
            "proxy.allowedOrigins",
            "\"" + origin + "\" is not an origin. Write it like http://localhost:3000.");
      }
    }
  }

  private void backend(BackendSettings backend) {
    if (backend.source() == BackendSettings.Source.URL) {
      url("backend.url", backend.url());
    }
  }

  private void guard(GuardChoices guard) {
    range("guard.maxRetries", guard.maxRetries(), 0, MOST_CORRECTIONS);
    range("guard.maxToolErrors", guard.maxToolErrors(), 0, MOST_CORRECTIONS);
  }

  private void models(ModelSettings models) {
    url("models.hubEndpoint", models.hubEndpoint());
    range("models.maxServers", models.maxServers(), 1, MOST_SERVERS);
    range("models.idleUnloadMinutes", models.idleUnloadMinutes(), 0, 10_080);
  }

  private void journal(JournalSettings journal) {
    range("journal.keepDays", journal.keepDays(), 1, 36_500);
    range("journal.keepExchanges", journal.keepExchanges(), 1, Integer.MAX_VALUE);
    range("journal.keepMebibytes", journal.keepMebibytes(), 1, Integer.MAX_VALUE);
    for (String pattern : journal.secretPatterns()) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        add(
            "journal.secretPatterns",
            "\"" + pattern + "\" is not a regular expression: " + e.getDescription() + ".");
      }
    }
    if (!journal.openTelemetryEndpoint().isBlank()) {
      url("journal.openTelemetryEndpoint", journal.openTelemetryEndpoint());
    }
  }

  private void range(String field, int value, int least, int most) {
    if (value < least || value > most) {
      add(field, value + " is out of range. Use " + least + " to " + most + ".");
    }
  }

  private void url(String field, String value) {
    try {
      URI uri = URI.create(value.strip());
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    add(field, "\"" + value + "\" is not a web address. Write it like http://127.0.0.1:8080.");
  }

  private void add(String field, String message) {
    problems.add(new Problem(field, message));
  }

  /** Whether an address can be reached from this machine only. */
  public static boolean loopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
  }
}
