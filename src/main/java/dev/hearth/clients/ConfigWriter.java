package dev.hearth.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Writes clients' configuration files: shows the change first, keeps a backup, and can take the
 * last change back.
 */
public final class ConfigWriter {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path home;
  private final Path memory;
  private final InstantSource clock;

  /**
   * @param home the user's home
   * @param memory folder that remembers what was written, for undo
   */
  public ConfigWriter(Path home, Path memory, InstantSource clock) {
    this.home = home;
    this.memory = memory;
    this.clock = clock;
  }

  /** What writing would change. */
  public ConfigChange plan(ClientApp client, ProxyAddress address)
      throws ConfigRefused, IOException {
    WriteRecipe recipe =
        client
            .write()
            .orElseThrow(
                () -> new ConfigRefused(client.name() + " keeps its settings out of reach."));
    Path file = resolve(recipe.file());
    Optional<String> before = read(file);
    var template = new Template(address);
    String after =
        switch (recipe) {
          case WriteRecipe.MergeJson merge ->
              merged(file, before.orElse(""), merge, template.fill(merge.merge()));
          case WriteRecipe.MarkedBlock block ->
              new MarkedText(file.toString(), before.orElse(""), block.comment())
                  .withBlock(fill(template, block.lines()));
          case WriteRecipe.MarkedItem item ->
              new MarkedText(file.toString(), before.orElse(""), item.comment())
                  .withItem(item.under(), item.header(), fill(template, item.lines()));
        };
    return new ConfigChange(client.id(), file, before.isPresent(), before.orElse(""), after);
  }

  /**
   * Writes the change and keeps what was there before; gives the backup, when there was anything.
   */
  public Optional<Path> apply(ConfigChange change) throws ConfigRefused, IOException {
    if (!read(change.file()).orElse("").equals(change.before())) {
      throw new ConfigRefused(
          change.file() + " was changed by another program meanwhile. Look at the change again.");
    }
    Optional<Path> backup = Optional.empty();
    if (change.existed()) {
      Path copy =
          change
              .file()
              .resolveSibling(
                  change.file().getFileName() + ".hearth-" + STAMP.format(clock.instant()));
      Files.copy(change.file(), copy, StandardCopyOption.REPLACE_EXISTING);
      backup = Optional.of(copy);
    }
    write(change.file(), change.after());
    remember(change, backup);
    return backup;
  }

  /** Whether the last change to this client's file can be taken back. */
  public boolean undoable(ClientApp client) {
    return Files.exists(note(client.id()));
  }

  /** Takes the last change back; refuses when somebody changed the file since. */
  public Path undo(ClientApp client) throws ConfigRefused, IOException {
    Path note = note(client.id());
    if (!Files.exists(note)) {
      throw new ConfigRefused("Nothing was written for " + client.name() + ".");
    }
    JsonNode written = ClientJson.MAPPER.readTree(note.toFile());
    Path file = Path.of(written.path("file").asText());
    if (!read(file).orElse("").equals(written.path("after").asText())) {
      throw new ConfigRefused(
          file
              + " was changed since Hearth wrote it, so it is left alone. The backup is "
              + written.path("backup").asText("missing")
              + ".");
    }
    if (written.path("existed").asBoolean()) {
      Files.copy(
          Path.of(written.path("backup").asText()), file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(file);
    }
    Files.delete(note);
    return file;
  }

  private void remember(ConfigChange change, Optional<Path> backup) throws IOException {
    ObjectNode written = ClientJson.MAPPER.createObjectNode();
    written.put("file", change.file().toString());
    written.put("existed", change.existed());
    written.put("after", change.after());
    backup.ifPresent(b -> written.put("backup", b.toString()));
    write(note(change.client()), ClientJson.MAPPER.writeValueAsString(written));
  }

  private Path note(String client) {
    return memory.resolve(client + ".json");
  }

  private Path resolve(String file) {
    return file.startsWith("~/") ? home.resolve(file.substring(2)) : Path.of(file);
  }

  private static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, String text) throws IOException {
    // A configuration kept elsewhere and linked to here must stay a link.
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // A temporary file is readable by its owner only, which suits files that may hold a key.
    Path fresh = Files.createTempFile(folder, ".hearth", ".new");
    Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
    Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String merged(
      Path file, String before, WriteRecipe.MergeJson recipe, JsonNode merge) throws ConfigRefused {
    try {
      return before.isBlank()
          ? JsonMerge.merge("{}", merge, false) + "\n"
          : JsonMerge.merge(before, merge, recipe.comments());
    } catch (JsonText.Unreadable e) {
      throw new ConfigRefused(
          "%s %s (line %d), which is not what its program can read. Mend it first, or copy the text instead."
              .formatted(file, e.getMessage(), e.line()));
    }
  }

  private static List<String> fill(Template template, List<String> lines) {
    return lines.stream().map(template::fill).toList();
  }
}
