package dev.hearth.desk.settings;

import dev.hearth.desk.settings.Field.Choice;
import dev.hearth.desk.settings.Field.Kind;
import dev.hearth.desk.settings.Field.Lines;
import dev.hearth.desk.settings.Field.Number;
import dev.hearth.desk.settings.Field.Option;
import dev.hearth.desk.settings.Field.RuleSwitch;
import dev.hearth.desk.settings.Field.Special;
import dev.hearth.desk.settings.Field.Switch;
import dev.hearth.desk.settings.Field.Text;
import dev.hearth.desk.theme.Appearance;
import dev.hearth.guard.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Every setting with its wording, in the order the dialog shows them. */
final class Fields {
  static final String KEY = "proxy.key";
  static final String BACKEND_KEY = "backend.key";
  static final String HUB_TOKEN = "models.hubToken";
  static final String ROOTS = "models.roots";
  static final String LLAMA = "models.llamaServer";
  static final String LOGIN = "desk.startAtLogin";

  private final List<Field> all = new ArrayList<>();

  private Fields() {}

  /** All there are. */
  static List<Field> all() {
    Fields fields = new Fields();
    fields.proxy();
    fields.guard();
    fields.models();
    fields.journal();
    fields.appearance();
    fields.start();
    return List.copyOf(fields.all);
  }

  private void proxy() {
    Adder listen = in(Section.PROXY, "Where it listens");
    listen.add(
        "proxy.port", new Number(""), "Port", "Clients are pointed at it. 0 takes any free one.");
    listen.add(
        "proxy.host",
        new Text("127.0.0.1"),
        "Address",
        "127.0.0.1 serves this machine only. 0.0.0.0 lets other machines in; a key is needed"
            + " then.");
    Adder access = in(Section.PROXY, "Who may use it");
    access.add(
        "proxy.requireKey",
        new Switch(),
        "Require a key",
        "Clients must send Hearth's own key. Without one, every program on this machine may ask.");
    access.add(KEY, new Special(), "Key", "What clients send. A new one locks the old one out.");
    access.add(
        "proxy.allowedHosts",
        new Lines("my-desktop.local"),
        "Allowed host names",
        "Names besides localhost that clients may call this machine by, one a line.");
    access.add(
        "proxy.allowedOrigins",
        new Lines("http://localhost:3000"),
        "Allowed web pages",
        "Origins whose pages may call from a browser, one a line. None by default.");
    Adder upstream = in(Section.PROXY, "The model server");
    upstream.add(
        "backend.source",
        choice(
            "MANAGED",
            "Servers Hearth starts",
            "URL",
            "A server at an address",
            "PRACTICE",
            "The practice model"),
        "Answers come from",
        "The practice model is scripted: good for a first look, useless for work.");
    upstream.add(
        "backend.url",
        new Text("http://127.0.0.1:8080"),
        "Address of that server",
        "Used when answers come from a server at an address.");
    upstream.add(
        BACKEND_KEY,
        new Special(),
        "Key for that server",
        "Sent with every request to it. Kept encrypted.");
    upstream.add(
        "proxy.ignoreClientCredentials",
        new Switch(),
        "Drop keys that clients send",
        "Many clients insist on sending some key. Dropped ones do not reach the model server.");
    upstream.add(
        "proxy.reasoningReplay",
        choice("FULL", "All of it", "KEEP_LAST", "The last turn's", "NONE", "None"),
        "Earlier thinking sent back",
        "How much of the model's earlier reasoning goes into the next request. Only \"All of it\""
            + " leaves requests exactly as the client made them.");
    upstream.add(
        "proxy.serialize",
        choice("AUTO", "As the server suggests", "ON", "Yes", "OFF", "No"),
        "One request at a time",
        "A server with one slot gains nothing from two requests at once.");
    limits();
  }

  private void limits() {
    Adder limits = in(Section.PROXY, "Limits");
    limits.add(
        "proxy.queueLimit",
        new Number("requests"),
        "Longest queue",
        "Further requests are refused politely.");
    limits.add(
        "proxy.backendTimeoutSeconds",
        new Number("seconds"),
        "Longest silence",
        "A model server that says nothing for so long is given up.");
    limits.add(
        "proxy.loadTimeoutSeconds",
        new Number("seconds"),
        "Longest wait for a loading model",
        "Requests wait while a model loads, with signs of life to the client.");
    limits.add("proxy.maxBodyMebibytes", new Number("MiB"), "Largest request", "Pictures count.");
  }

  private void guard() {
    Adder policy = in(Section.GUARD, "How it works");
    policy.add(
        "guard.textPolicy",
        choice(
            "AUTO",
            "Let deliberate prose pass",
            "STRICT",
            "Insist on calls",
            "RESPOND",
            "Offer a respond tool"),
        "When a model with tools answers in prose",
        "\"Let deliberate prose pass\" suits agents. \"Insist\" asks again after any prose."
            + " \"Offer a respond tool\" lets weak models say something by a call.");
    policy.add(
        "guard.maxRetries",
        new Number("times"),
        "Corrections for prose and unknown tools",
        "After so many, the client gets the last reply as it is.");
    policy.add(
        "guard.maxToolErrors",
        new Number("times"),
        "Corrections for wrong arguments",
        "Counted apart, since a model often mends these at once.");
    Adder rules = in(Section.GUARD, "What it watches for");
    for (Rule rule : Rule.values()) {
      rules.add(
          rulePath(rule), new RuleSwitch(rule.name()), RuleWords.title(rule), RuleWords.help(rule));
    }
  }

  static String rulePath(Rule rule) {
    return "guard.disabledRules." + rule.name();
  }

  private void models() {
    Adder folders = in(Section.MODELS, "Folders");
    folders.add(
        ROOTS,
        new Special(),
        "Folders with models",
        "Looked through at any depth. Nothing in them is moved, copied or renamed.");
    Adder servers = in(Section.MODELS, "Servers");
    servers.add(LLAMA, new Special(), "llama-server", "The program that runs models.");
    servers.add(
        "models.swapOnDemand",
        new Switch(),
        "Start models on demand",
        "A request that names another model starts it.");
    servers.add(
        "models.usualForUnknownNames",
        new Switch(),
        "Answer to any name",
        "The running model answers requests for names that Hearth does not know. Otherwise they are"
            + " refused.");
    servers.add(
        "models.maxServers",
        new Number("servers"),
        "Most models at once",
        "Further ones wait for a running one to end.");
    servers.add(
        "models.idleUnloadMinutes",
        new Number("minutes"),
        "Stop idle models after",
        "Frees their memory. 0 keeps them.");
    servers.add(
        "models.restartAfterCrash",
        new Switch(),
        "Start again after a crash",
        "A server that ends by itself is started again.");
    Adder hub = in(Section.MODELS, "Downloads");
    hub.add(
        "models.hubEndpoint",
        new Text("https://huggingface.co"),
        "Hub",
        "Where models are searched and downloaded, or a mirror of it.");
    hub.add(
        HUB_TOKEN, new Special(), "Token", "Only for models that ask for consent. Kept encrypted.");
  }

  private void journal() {
    Adder kept = in(Section.JOURNAL, "What is kept");
    kept.add(
        "journal.mode",
        choice(
            "EVERYTHING", "Everything", "METADATA", "Times and counts only", "NOTHING", "Nothing"),
        "Traffic on this disk",
        "It never leaves this machine. \"Times and counts only\" keeps no texts.");
    kept.add(
        "journal.keepDays",
        new Number("days"),
        "Keep for",
        "Older exchanges are deleted. Pinned ones stay.");
    kept.add(
        "journal.keepExchanges", new Number("exchanges"), "Keep at most", "The oldest go first.");
    kept.add(
        "journal.keepMebibytes", new Number("MiB"), "Use at most", "Disk the journal may take.");
    kept.add(
        "journal.secretPatterns",
        new Lines("sk-[A-Za-z0-9]{20,}"),
        "Never write",
        "Regular expressions, one a line. What they match is blacked out before it is stored."
            + " Keys in headers always are.");
    Adder out = in(Section.JOURNAL, "Figures for other programs");
    out.add(
        "journal.prometheus",
        new Switch(),
        "Prometheus metrics",
        "Answers /hearth/metrics on the proxy's own address.");
    out.add(
        "journal.openTelemetryEndpoint",
        new Text("http://127.0.0.1:4318"),
        "OpenTelemetry",
        "Where spans are sent by OTLP over HTTP. Empty for nowhere.");
  }

  private void appearance() {
    Adder looks = in(Section.APPEARANCE, "Looks");
    looks.add(
        "desk.theme",
        choice("SYSTEM", "As the system", "LIGHT", "Light", "DARK", "Dark"),
        "Theme",
        "Light or dark.");
    looks.add(
        "desk.zoomPercent",
        new Choice(
            IntStream.rangeClosed(
                    Appearance.SMALLEST_ZOOM / Appearance.ZOOM_STEP,
                    Appearance.LARGEST_ZOOM / Appearance.ZOOM_STEP)
                .mapToObj(i -> i * Appearance.ZOOM_STEP)
                .map(z -> new Option(z.toString(), z + " %"))
                .toList()),
        "Size of everything",
        "Ctrl + and Ctrl − do the same.");
    looks.add(
        "desk.reducedMotion",
        new Switch(),
        "Less motion",
        "Leaves animations out. The system's own wish is honoured in any case.");
  }

  private void start() {
    Adder start = in(Section.START, "When Hearth runs");
    start.add(LOGIN, new Switch(), "Start at login", "The system starts Hearth when you log in.");
    start.add(
        "proxy.serveAtStart",
        new Switch(),
        "Serve at start",
        "The proxy listens as soon as Hearth runs.");
    start.add(
        "desk.stayInTray",
        new Switch(),
        "Stay in the tray",
        "Closing the window leaves proxy and models running. Otherwise closing ends everything.");
  }

  private static Choice choice(String... valuesAndLabels) {
    return new Choice(
        IntStream.range(0, valuesAndLabels.length / 2)
            .mapToObj(i -> new Option(valuesAndLabels[2 * i], valuesAndLabels[2 * i + 1]))
            .toList());
  }

  /** Adds fields to one group. */
  private interface Adder {
    void add(String path, Kind kind, String title, String help);
  }

  private Adder in(Section section, String group) {
    return (path, kind, title, help) -> all.add(new Field(path, section, group, kind, title, help));
  }

  /** The fields of a search, best told by title first; all when nothing is searched. */
  static List<Field> matching(List<Field> fields, String query) {
    String[] words = query.toLowerCase(java.util.Locale.ROOT).strip().split("\\s+");
    return fields.stream()
        .filter(
            f -> {
              String text =
                  (f.title() + " " + f.help() + " " + f.group() + " " + f.section().title())
                      .toLowerCase(java.util.Locale.ROOT);
              return Arrays.stream(words).allMatch(text::contains);
            })
        .toList();
  }
}
