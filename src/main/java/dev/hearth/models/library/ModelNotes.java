package dev.hearth.models.library;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.hearth.models.preset.LaunchPreset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person keeps about a model.
 *
 * @param alias a name of their own; empty for the one Hearth gives
 * @param favourite whether it goes first
 * @param lastUsedMillis when it was last started, in milliseconds since 1970; 0 for never
 * @param text free notes
 * @param preset the name of the preset that a plain start uses
 * @param presets ways to start it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelNotes(
    String alias,
    boolean favourite,
    long lastUsedMillis,
    String text,
    String preset,
    List<LaunchPreset> presets) {
  /** A model nothing is kept about. */
  public static final ModelNotes NONE =
      new ModelNotes("", false, 0, "", LaunchPreset.DEFAULT_NAME, List.of());

  /** Fills what stored data may lack. */
  public ModelNotes {
    alias = alias == null ? "" : alias.strip();
    text = text == null ? "" : text;
    preset = preset == null || preset.isBlank() ? LaunchPreset.DEFAULT_NAME : preset;
    presets = presets == null ? List.of() : List.copyOf(presets);
  }

  /** When it was last started. */
  public Optional<Instant> lastUsed() {
    return lastUsedMillis == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(lastUsedMillis));
  }

  /** The preset of that name. */
  public Optional<LaunchPreset> preset(String name) {
    return presets.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** The preset a plain start uses. */
  public LaunchPreset chosenPreset() {
    return preset(preset).orElseGet(LaunchPreset::defaults);
  }

  ModelNotes withAlias(String value) {
    return new ModelNotes(value, favourite, lastUsedMillis, text, preset, presets);
  }

  ModelNotes withFavourite(boolean value) {
    return new ModelNotes(alias, value, lastUsedMillis, text, preset, presets);
  }

  ModelNotes withLastUsed(Instant value) {
    return new ModelNotes(alias, favourite, value.toEpochMilli(), text, preset, presets);
  }

  ModelNotes withText(String value) {
    return new ModelNotes(alias, favourite, lastUsedMillis, value, preset, presets);
  }

  ModelNotes withPreset(String value) {
    return new ModelNotes(alias, favourite, lastUsedMillis, text, value, presets);
  }

  ModelNotes withPresets(List<LaunchPreset> value) {
    return new ModelNotes(alias, favourite, lastUsedMillis, text, preset, value);
  }
}
