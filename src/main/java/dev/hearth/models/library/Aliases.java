package dev.hearth.models.library;

import dev.hearth.models.gguf.ModelFileName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives models ids and names that do not collide. */
final class Aliases {
  /** Enough to tell a person's models apart, short enough to type. */
  private static final int ID_BYTES = 6;

  /** llama-server takes a list of aliases separated by commas; a slash would look like a path. */
  private static final Pattern ALLOWED = Pattern.compile("[^,\\p{Cntrl}\\s/\\\\]{1,100}");

  /** File names that say nothing of the model; its folder does. */
  private static final Pattern SAYS_NOTHING =
      Pattern.compile("(?i)(ggml-)?model|consolidated|weights|ggml-model.*");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private Aliases() {}

  static String id(Path path) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(path.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The alias a model gets before the person gives one. */
  static String suggested(Path path, ModelFileName name) {
    String stem = name.stem();
    if (SAYS_NOTHING.matcher(stem).matches() && path.getParent() != null) {
      stem = folderName(path.getParent());
    }
    String clean = stem.replaceAll("[,\\p{Cntrl}\\s/\\\\]+", "-");
    return clean.isEmpty() ? id(path) : clean.substring(0, Math.min(100, clean.length()));
  }

  /** Refuses an alias that clients or llama-server could not use. */
  static void check(String alias) {
    if (!ALLOWED.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "An alias has 1 to 100 characters, without spaces, commas and slashes.");
    }
  }

  /** The models with aliases made unique; those a person gave go first. */
  static List<Model> unique(List<Model> models) {
    Set<String> taken = new HashSet<>();
    for (Model model : models) {
      taken.add(model.notes().alias().toLowerCase(Locale.ROOT));
    }
    Set<String> given = new HashSet<>();
    List<Model> out = new ArrayList<>();
    for (Model model : models) {
      String own = model.notes().alias();
      boolean first = !own.isEmpty() && given.add(own.toLowerCase(Locale.ROOT));
      out.add(model.withNotes(model.notes(), first ? own : free(model.alias(), taken)));
    }
    return out;
  }

  private static String free(String wanted, Set<String> taken) {
    String alias = wanted;
    for (int i = 2; !taken.add(alias.toLowerCase(Locale.ROOT)); i++) {
      alias = wanted + "-" + i;
    }
    return alias;
  }

  private static String folderName(Path folder) {
    Path named = folder;
    if (COMMIT.matcher(folder.getFileName().toString()).matches() && folder.getNameCount() > 2) {
      named = folder.getParent().getParent();
    }
    String name = named.getFileName() == null ? "" : named.getFileName().toString();
    return name.startsWith("models--") ? name.substring(name.lastIndexOf("--") + 2) : name;
  }
}
