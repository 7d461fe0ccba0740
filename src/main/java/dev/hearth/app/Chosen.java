package dev.hearth.app;

import dev.hearth.guard.GuardSettings;
import dev.hearth.guard.Rule;
import dev.hearth.guard.TextPolicy;
import dev.hearth.proxy.Access;
import dev.hearth.proxy.Limits;
import dev.hearth.proxy.Pace;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.Serialize;
import dev.hearth.runtime.fleet.FleetOptions;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.server.ServerTimes;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.GuardChoices;
import dev.hearth.settings.JournalSettings;
import dev.hearth.settings.ModelSettings;
import dev.hearth.settings.ProxySettings;
import dev.hearth.settings.Settings;
import dev.hearth.wire.ReasoningReplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rooms are told of the user's choices; the rooms themselves know no settings. */
final class Chosen {
  private static final long MEBIBYTE = 1024 * 1024;

  private Chosen() {}

  /**
   * @param key what clients must send, empty when none is stored
   */
  static ProxyConfig proxy(Settings settings, String key) {
    ProxySettings proxy = settings.proxy();
    return ProxyConfig.DEFAULT
        .withHost(proxy.host())
        .withPort(proxy.port())
        .withAccess(
            new Access(
                proxy.requireKey() ? key : "",
                Set.copyOf(proxy.allowedHosts()),
                Set.copyOf(proxy.allowedOrigins()),
                ownBackend(settings) || proxy.ignoreClientCredentials()))
        .withLimits(
            Limits.DEFAULT
                .withBody(proxy.maxBodyMebibytes() * MEBIBYTE)
                .withQueue(proxy.queueLimit()))
        .withPace(Pace.DEFAULT.withLoad(Duration.ofSeconds(proxy.loadTimeoutSeconds())))
        .withGuard(guard(settings.guard()))
        .withReasoningReplay(ReasoningReplay.valueOf(proxy.reasoningReplay().name()))
        .withSerialize(Serialize.valueOf(proxy.serialize().name()));
  }

  /** Nobody but Hearth has a key for what Hearth runs; what clients must send is a placeholder. */
  private static boolean ownBackend(Settings settings) {
    return settings.backend().source() != BackendSettings.Source.URL;
  }

  private static GuardSettings guard(GuardChoices guard) {
    // A name from another version of Hearth switches nothing off.
    Set<Rule> disabled =
        Arrays.stream(Rule.values())
            .filter(rule -> guard.disabledRules().contains(rule.name()))
            .collect(Collectors.toUnmodifiableSet());
    return new GuardSettings(
        TextPolicy.valueOf(guard.textPolicy().name()),
        guard.maxRetries(),
        guard.maxToolErrors(),
        disabled);
  }

  static LocalChoices models(Settings settings) {
    ModelSettings models = settings.models();
    FleetOptions fleet =
        FleetOptions.ONE
            .withServers(models.maxServers())
            .withIdle(Duration.ofMinutes(models.idleUnloadMinutes()));
    ServerTimes times = ServerTimes.USUAL;
    return new LocalChoices(
        models.llamaServer().isBlank()
            ? Optional.empty()
            : Optional.of(Path.of(models.llamaServer())),
        models.swapOnDemand() ? fleet : fleet.withoutSwap(),
        models.restartAfterCrash()
            ? times
            : times.withRestarts(times.firstRetry(), 1, times.crashWindow()));
  }

  static dev.hearth.traffic.journal.JournalSettings journal(Settings settings) {
    JournalSettings journal = settings.journal();
    return new dev.hearth.traffic.journal.JournalSettings(
        dev.hearth.traffic.journal.JournalSettings.Mode.valueOf(journal.mode().name()),
        Duration.ofDays(journal.keepDays()),
        journal.keepExchanges(),
        journal.keepMebibytes() * MEBIBYTE,
        journal.secretPatterns());
  }

  static Duration backendTimeout(Settings settings) {
    return Duration.ofSeconds(settings.proxy().backendTimeoutSeconds());
  }
}
