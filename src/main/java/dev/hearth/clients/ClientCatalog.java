package dev.hearth.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** All clients Hearth knows, read from the data files in its assets. */
public final class ClientCatalog {
  private static final String FOLDER = "/dev/hearth/assets/clients/";

  /** A jar cannot list its folders, so the files are named; a test keeps the list complete. */
  static final List<String> FILES =
      List.of(
          "claude-code",
          "opencode",
          "codex",
          "cline",
          "continue",
          "aider",
          "zed",
          "vscode",
          "jetbrains",
          "open-webui",
          "cursor",
          "python-sdk",
          "javascript-sdk",
          "curl");

  private final List<ClientApp> clients;

  private ClientCatalog(List<ClientApp> clients) {
    this.clients = List.copyOf(clients);
  }

  /** Reads the data files. */
  public static ClientCatalog load() {
    record Ordered(int order, ClientApp client) {}
    var all = new ArrayList<Ordered>();
    for (String name : FILES) {
      try (InputStream in = ClientCatalog.class.getResourceAsStream(FOLDER + name + ".json")) {
        if (in == null) {
          throw new IllegalStateException("The data file of the client " + name + " is missing.");
        }
        JsonNode data = ClientJson.MAPPER.readTree(in);
        all.add(new Ordered(data.path("order").asInt(), client(data)));
      } catch (IOException e) {
        throw new UncheckedIOException("The data file of the client " + name + " is broken.", e);
      }
    }
    return new ClientCatalog(
        all.stream().sorted(Comparator.comparingInt(Ordered::order)).map(Ordered::client).toList());
  }

  /** The clients in the order people should see them. */
  public List<ClientApp> clients() {
    return clients;
  }

  /** The client with this id. */
  public Optional<ClientApp> find(String id) {
    return clients.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /** The client that sends this user agent. */
  public Optional<ClientApp> recognise(String userAgent) {
    String agent = userAgent.toLowerCase(Locale.ROOT);
    return clients.stream()
        .filter(c -> c.recognise().stream().anyMatch(agent::contains))
        .findFirst();
  }

  /** A snippet with this proxy's values in it. */
  public String text(Snippet snippet, ProxyAddress address) {
    var template = new Template(address);
    return snippet.language().equals("json") && isJson(snippet.template())
        ? template.fillJson(snippet.template())
        : template.fill(snippet.template());
  }

  /** The environment a launched client gets, with this proxy's values in it. */
  public Map<String, String> environment(ClientApp client, ProxyAddress address) {
    var filled = new LinkedHashMap<String, String>();
    client
        .launch()
        .ifPresent(
            launch ->
                launch
                    .environment()
                    .forEach((name, value) -> filled.put(name, value(client, value, address))));
    return filled;
  }

  /** The command a launched client is started with. */
  public List<String> command(ClientApp client, ProxyAddress address) {
    var template = new Template(address);
    return client
        .launch()
        .map(l -> l.command().stream().map(template::fill).toList())
        .orElse(List.of());
  }

  private String value(ClientApp client, String value, ProxyAddress address) {
    if (value.startsWith("{{json:")) {
      String id = value.substring("{{json:".length(), value.length() - 2);
      return client.snippets().stream()
          .filter(s -> s.id().equals(id))
          .map(s -> text(s, address))
          .findFirst()
          .orElseThrow();
    }
    return new Template(address).fill(value);
  }

  private static boolean isJson(String text) {
    return text.startsWith("{") || text.startsWith("[");
  }

  private static ClientApp client(JsonNode data) {
    return new ClientApp(
        data.path("id").asText(),
        data.path("name").asText(),
        data.path("protocol").asText(),
        texts(data.path("recognise")),
        data.path("summary").asText(),
        data.path("context").asInt(),
        data.path("limits").asText(),
        texts(data.path("notes")),
        stream(data.path("snippets")).map(ClientCatalog::snippet).toList(),
        data.has("write") ? Optional.of(write(data.path("write"))) : Optional.empty(),
        data.has("launch") ? Optional.of(launch(data.path("launch"))) : Optional.empty());
  }

  private static Snippet snippet(JsonNode data) {
    String template =
        data.has("json")
            ? data.path("json").toPrettyString()
            : String.join("\n", texts(data.path("lines")));
    return new Snippet(
        data.path("id").asText(),
        data.path("title").asText(),
        data.path("language").asText(),
        template);
  }

  private static WriteRecipe write(JsonNode data) {
    String file = data.path("file").asText();
    String comment = data.path("comment").asText();
    List<String> lines = texts(data.path("lines"));
    return switch (data.path("kind").asText()) {
      case "json" ->
          new WriteRecipe.MergeJson(file, data.path("merge"), data.path("comments").asBoolean());
      case "block" -> new WriteRecipe.MarkedBlock(file, comment, lines);
      case "list-item" ->
          new WriteRecipe.MarkedItem(
              file, data.path("under").asText(), texts(data.path("header")), comment, lines);
      default -> throw new IllegalStateException("No such kind of writing: " + data);
    };
  }

  private static LaunchRecipe launch(JsonNode data) {
    var environment = new LinkedHashMap<String, String>();
    data.path("environment")
        .properties()
        .forEach(f -> environment.put(f.getKey(), f.getValue().asText()));
    return new LaunchRecipe(texts(data.path("command")), environment);
  }

  private static List<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::asText).toList();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
