package dev.hearth.app;

import dev.hearth.desk.services.ClientFacts;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Watch;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.net.URI;
import java.util.List;

/**
 * What clients must know of the proxy, put together from its settings, its key, where it listens
 * and what it serves.
 */
public final class ProxyFacts implements AutoCloseable {
  /** Most clients refuse to start without a key, so they get a word that is none. */
  static final String NO_KEY = "hearth";

  private final Live<ProxyStatus> status;
  private final SettingsStore settings;
  private final SecretStore secrets;
  private final Live<List<ModelChoice>> models;
  private final LiveValue<ClientFacts> facts;
  private final AutoCloseable settingsListener;
  private final List<Watch> watches;

  public ProxyFacts(
      Live<ProxyStatus> status,
      SettingsStore settings,
      SecretStore secrets,
      Live<List<ModelChoice>> models) {
    this.status = status;
    this.settings = settings;
    this.secrets = secrets;
    this.models = models;
    this.facts = new LiveValue<>(read());
    this.settingsListener = settings.listen(s -> refresh());
    this.watches = List.of(status.watch(s -> refresh()), models.watch(m -> refresh()));
  }

  /** What clients must know now. */
  public Live<ClientFacts> live() {
    return facts;
  }

  /** Reads everything anew; called by itself, except after the key was changed. */
  public void refresh() {
    facts.set(read());
  }

  private ClientFacts read() {
    Settings now = settings.current();
    boolean keyed = now.proxy().requireKey();
    String key = keyed ? secrets.get(SecretStore.Name.PROXY_KEY).orElse("") : "";
    return new ClientFacts(
        base(status.now(), now), key.isEmpty() ? NO_KEY : key, !key.isEmpty(), models.now());
  }

  /** Where it listens, or where it would. */
  private static URI base(ProxyStatus status, Settings settings) {
    if (!status.url().isEmpty()) {
      String url = status.url().replaceFirst("/+$", "").replaceFirst("/v1$", "");
      return URI.create(url);
    }
    String host = settings.proxy().host();
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String named = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + named + ":" + settings.proxy().port());
  }

  @Override
  public void close() throws Exception {
    watches.forEach(Watch::close);
    settingsListener.close();
  }
}
