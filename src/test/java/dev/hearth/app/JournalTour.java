package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalSettings;
import dev.hearth.wire.ToolCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search, replay, compare, export, import and the summary over a real journal. */
class JournalTour extends Tour {
  private static final Caller OPENCODE = new Caller("opencode", "opencode/1.4.2", "127.0.0.1", "");
  private static final List<String> TOOLS = List.of("read_file", "edit_file", "run_tests", "grep");

  @TempDir Path dir;
  private final FakeServices fakes = FakeServices.ready();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private Journal journal;
  private DeskJournal parts;

  @BeforeEach
  void openJournal() {
    journal =
        Journal.open(dir.resolve("journal.db"), JournalSettings.DEFAULT, Clock.systemDefaultZone());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < 60; i++) {
      journal.add(Script.fold(request("e" + i, now.minusSeconds(60L * 24 * (60 - i)), i)));
    }
    journal.record(fakes.feed);
    parts =
        new DeskJournal(
            journal,
            fakes.feed,
            fakes.proxy,
            new SecretStore(AppFolders.under(dir.resolve("home"))),
            dir);
    DeskServices services =
        new DeskServices(
            fakes.feed, new JournalArchive(journal), fakes.all().proxy(), fakes.server, fakes.log);
    Threads threads = new Threads(background, Platform::runLater);
    open(services, shell -> List.of(parts.place(shell, threads)), 1280, 800);
    until(() -> table().getItems().size() == 60);
  }

  @AfterEach
  void closeJournal() {
    parts.close();
    background.shutdown();
    fakes.feed.close();
    journal.close();
  }

  private static List<Event> request(String id, Instant time, int i) {
    String tool = TOOLS.get(i % TOOLS.size());
    String body =
        "{\"model\":\"qwen3-coder\",\"stream\":false,\"temperature\":0.2,\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"Find the number "
            + i
            + " marble in the "
            + (i == 7 ? "zanzibar" : "garden")
            + "\"}]}";
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
  private TableView<Object> table() {
    return (TableView<Object>) scene().lookup("#traffic-table");
  }

  private void perform(String id) {
    fx(() -> window.shell().actions().byId(id).map(Action::perform).orElseThrow());
    settle();
  }

  private void type(String selector, String text) {
    fx(
        () -> {
          ((TextField) scene().lookup(selector)).setText(text);
          return null;
        });
    settle();
  }

  private boolean there(String selector) {
    return !robot.lookup(selector).queryAll().isEmpty();
  }

  @Test
  void theFilterFindsWordsThatOnlyTheJournalKnows() {
    until(() -> robot.lookup("#journal-state .chip").queryLabeled().getText().contains("Kept 60"));
    shootAll("journal-traffic");
    robot.clickOn("#filter-text").write("\"number 7 marble\" ");
    until(() -> table().getItems().size() == 1);
    robot.type(KeyCode.BACK_SPACE, 1);
    perform("traffic.clear");
    type("#filter-text", "status:failed");
    until(() -> table().getItems().size() == journal.count(Filter.parse("status:failed")));
    perform("traffic.save-filter");
    until(() -> journal.savedSearches().stream().anyMatch(s -> s.filter().equals("status:failed")));
  }

  @Test
  void incognitoIsSaidAboveTheTableAndEndsThere() {
    perform("traffic.incognito");
    until(() -> there(".journal-banner .message-box"));
    shoot("journal-incognito");
    robot.clickOn("End incognito");
    until(() -> !there(".journal-banner .message-box"));
  }

  @Test
  void aRequestIsEditedSentTwiceElsewhereAndComparedWithItsSource() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(
          answer("Here is what I found.", "{\\\"path\\\":\\\"README.md\\\",\\\"limit\\\":40}"));
      server.enqueue(answer("I looked elsewhere.", "{\\\"path\\\":\\\"docs/README.md\\\"}"));
      fx(
          () -> {
            table().getSelectionModel().select(8);
            return null;
          });
      settle();
      perform("traffic.replay-times");
      until(() -> there("#replay-send"));
      shoot("journal-replay-empty");
      type("#replay-server", server.url("/").toString());
      type("#replay-times", "2");
      robot.clickOn("#replay-send");
      until(() -> robot.lookup(".replay-runs .chip").queryAll().size() >= 2);
      until(() -> there(".comparison"));
      shootAll("journal-replay-same");
      fx(
          () -> {
            ((javafx.scene.control.ListView<?>) scene().lookup("#replay-runs"))
                .getSelectionModel()
                .select(1);
            return null;
          });
      until(() -> there(".call-diff .diff-add"));
      shootAll("journal-replay-different");
    }
    robot.clickOn("#page-back");
    journal.flush();
    assertThat(journal.count(Filter.parse("replay:=e8"))).isEqualTo(2);
  }

  private static MockResponse answer(String text, String arguments) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(
            "{\"model\":\"other\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":"
                + "{\"content\":\""
                + text
                + "\",\"tool_calls\":[{\"id\":\"x\",\"function\":{\"name\":\"read_file\","
                + "\"arguments\":\""
                + arguments
                + "\"}}]}}],\"usage\":{\"prompt_tokens\":2000,\"completion_tokens\":44}}")
        .build();
  }

  @Test
  void trafficIsExportedWithAWarningAndImportedAgain() throws Exception {
    type("#filter-text", "tool:grep");
    until(() -> table().getItems().size() < 60);
    perform("traffic.export");
    until(() -> there("#export-file"));
    shootAll("journal-export");
    robot.clickOn("#format-jsonl");
    robot.clickOn("#export-masked");
    until(() -> there(".files-panel .message-warn"));
    shoot("journal-export-unmasked");
    Path file = dir.resolve("out.jsonl");
    type("#export-file", file.toString());
    robot.clickOn("#export-start");
    until(() -> there("#export-show"));
    shoot("journal-export-done");
    long found = journal.count(Filter.parse("tool:grep"));
    assertThat(Files.readAllLines(file)).hasSize((int) found);
    robot.type(KeyCode.ESCAPE);
    journal.delete(journal.ids(Filter.parse("tool:grep")));
    perform("traffic.import");
    type("#import-file", file.toString());
    robot.clickOn("#import-start");
    until(() -> there("#import-show"));
    shoot("journal-import-done");
    robot.clickOn("#import-show");
    until(() -> table().getItems().size() == found);
  }

  @Test
  void theSummaryAddsUpAndLeadsToTheTraffic() {
    perform("traffic.summary");
    until(() -> there(".group-link"));
    shootAll("journal-summary");
    robot.clickOn("#period-hour");
    until(() -> there(".empty-state") || there(".group-link"));
    shoot("journal-summary-hour");
    robot.clickOn("#period-all");
    until(() -> there(".group-link"));
    fx(
        () -> {
          robot.lookup(".group-link").queryAll().stream()
              .map(javafx.scene.control.Hyperlink.class::cast)
              .filter(link -> link.getText().equals("Claude Code"))
              .forEach(javafx.scene.control.Hyperlink::fire);
          return null;
        });
    until(() -> table().getItems().size() == 30);
  }

  @Override
  protected boolean enforcePulse() {
    return false;
  }
}
