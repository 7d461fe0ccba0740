package dev.hearth.cli;

import dev.hearth.models.hub.HubSettings;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Where the hub is and the token for it, by the variables and what the person has stored. */
public final class HubAccess {
  private HubAccess() {}

  /**
   * A variable is set for one program, a setting for all: the variable goes first. A token that
   * other programs keep in a file is used where Hearth has none.
   */
  public static HubSettings of(
      Map<String, String> environment, Path home, Settings settings, SecretStore secrets) {
    HubSettings found = HubSettings.from(environment, home);
    HubSettings there =
        named(environment, "HF_ENDPOINT")
            ? found
            : found.withEndpoint(
                URI.create(settings.models().hubEndpoint().strip().replaceAll("/+$", "")));
    return named(environment, "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
        ? there
        : secrets.get(SecretStore.Name.HUB_TOKEN).map(there::withToken).orElse(there);
  }

  private static boolean named(Map<String, String> environment, String... variables) {
    return Stream.of(variables).anyMatch(it -> !environment.getOrDefault(it, "").isBlank());
  }
}
