package dev.hearth.app;

import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalSettings;
import dev.hearth.wire.ToolCall;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The Traffic place over a real journal with sixty requests of a day. */
abstract class JournalWalk extends Tour {
  private static final Caller OPENCODE = new Caller("opencode", "opencode/1.4.2", "127.0.0.1", "");
  private static final List<String> TOOLS = List.of("read_file", "edit_file", "run_tests", "grep");

  @TempDir Path dir;
  final FakeServices fakes = FakeServices.ready();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  Journal journal;
  private DeskJournal parts;

  @BeforeEach
  void openJournal() throws Exception {
    prepare();
    journal = Journal.open(file(), JournalSettings.DEFAULT, Clock.systemDefaultZone());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < kept(); i++) {
      journal.add(Script.fold(request("e" + i, now.minusSeconds(60L * 24 * (kept() - i)), i)));
    }
    journal.record(fakes.feed);
    fill(now);
    parts =
        new DeskJournal(
            journal,
            fakes.feed,
            fakes.proxy,
            () -> ProxyConfig.DEFAULT,
            new SecretStore(AppFolders.under(dir.resolve("home"))),
            dir);
    DeskServices services =
        new DeskServices(
            fakes.feed, new JournalArchive(journal), fakes.all().proxy(), fakes.server, fakes.log);
    Threads threads = new Threads(background, Platform::runLater);
    open(services, shell -> List.of(parts.place(shell, threads)), 1280, 800);
    until(() -> table().getItems().size() >= kept());
  }

  /** Where the journal is. */
  Path file() {
    return dir.resolve("journal").resolve(Journal.FILE_NAME);
  }

  /** How many requests are kept from the day before. */
  int kept() {
    return 60;
  }

  /** What has to be there before the journal opens. */
  void prepare() throws Exception {}

  /** Adds what else a walk needs before the window opens. */
  void fill(Instant now) {}

  @AfterEach
  void closeJournal() {
    parts.close();
    background.shutdown();
    fakes.feed.close();
    journal.close();
  }

  static List<Event> request(String id, Instant time, int i) {
    String tool = TOOLS.get(i % TOOLS.size());
    String body =
        "{\"model\":\"qwen3-coder\",\"stream\":false,\"temperature\":0.2,\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"Find the number "
            + i
            + " marble in the "
            + (i == 7 ? "zanzibar" : "garden")
            + "\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\""
            + tool
            + "\",\"parameters\":{\"type\":\"object\",\"properties\":{\"path\":"
            + "{\"type\":\"string\"}},\"required\":[\"path\"]}}}]}";
    Script script = Script.of(id).time(time).model(i % 3 == 0 ? "gpt-oss-20b" : "qwen3-coder");
    if (i % 2 == 0) {
      script.caller(OPENCODE);
    }
    script.received(0).understood(1, body, tool).sent(5).firstToken(180 + 13 * (i % 9));
    if (i % 11 == 5) {
      return script.failed(900 + i, 502, "The model ran out of memory").events();
    }
    boolean retried = i % 7 == 3;
    if (retried) {
      script
          .judged(
              500,
              Event.Decision.NUDGED,
              "I will just talk",
              List.of(),
              Script.finding("PROSE_INSTEAD_OF_CALL", ""))
          .nudged(501, 1, 3)
          .sent(510)
          .firstToken(620);
    }
    return script
        .judged(
            900 + 40 * (i % 5),
            i % 5 == 1 ? Event.Decision.RESCUED : Event.Decision.PASSED,
            "Here is what I found.",
            List.of(new ToolCall("c1", tool, "{\"path\":\"README.md\",\"limit\":40}")))
        .answered(1000 + 40 * (i % 5), 200)
        .finished(1010 + 40 * (i % 5), 1800 + 40 * i, 60 + i % 20)
        .events();
  }

  @SuppressWarnings("unchecked")
  TableView<Object> table() {
    return (TableView<Object>) scene().lookup("#traffic-table");
  }

  void perform(String id) {
    fx(() -> window.shell().actions().byId(id).map(Action::perform).orElseThrow());
    settle();
  }

  void type(String selector, String text) {
    fx(
        () -> {
          ((TextField) scene().lookup(selector)).setText(text);
          return null;
        });
    settle();
  }

  /** Chooses a row, the oldest being 0, and gives the table the keys. */
  void choose(int row) {
    fx(
        () -> {
          table().getSelectionModel().clearAndSelect(row);
          table().scrollTo(Math.max(0, row - 3));
          // A notice is a window of its own, which the headless display gives the keys.
          stage.requestFocus();
          table().requestFocus();
          return null;
        });
    settle();
  }

  /** Looks at what is below the fold in the smallest window with the largest letters. */
  void shootBelow(String name, String scrolling) {
    resize(1024, 700);
    zoom(200);
    ScrollPane pane = find(scrolling);
    for (double part : new double[] {0.25, 0.5, 0.75, 1}) {
      fx(
          () -> {
            pane.setVvalue(part * pane.getVmax());
            return null;
          });
      settle();
      shoot(name + "-1024-200-" + Math.round(part * 100));
    }
    zoom(100);
    resize(1280, 800);
  }

  boolean there(String selector) {
    return !robot.lookup(selector).queryAll().isEmpty();
  }
}
