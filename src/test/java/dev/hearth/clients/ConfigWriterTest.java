package dev.hearth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWriterTest {
  private static final ProxyAddress ADDRESS =
      new ProxyAddress(URI.create("http://127.0.0.1:8081"), "local-key", "qwen3", 65_536);

  @TempDir Path home;
  private final ClientCatalog catalog = ClientCatalog.load();
  private ConfigWriter writer;

  @BeforeEach
  void writer() {
    writer =
        new ConfigWriter(
            home,
            home.resolve("memory"),
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
  }

  @Test
  void planningChangesNothing() throws Exception {
    ConfigChange change = writer.plan(client("claude-code"), ADDRESS);
    assertThat(change.existed()).isFalse();
    assertThat(change.file()).doesNotExist();
    assertThat(change.after()).contains("\"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:8081\"");
  }

  @Test
  void otherSettingsOfTheFileStayAndABackupIsKept() throws Exception {
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    String before =
        "{\"permissions\": {\"allow\": [\"Bash\"]}, \"env\": {\"FOO\": \"1.0\"}, \"n\": 1.10}";
    Files.writeString(file, before);
    Path backup = writer.apply(writer.plan(client("claude-code"), ADDRESS)).orElseThrow();
    assertThat(backup).hasContent(before);
    assertThat(backup.getFileName().toString()).isEqualTo("settings.json.hearth-20260102-030405");
    JsonNode now = ClientJson.MAPPER.readTree(file.toFile());
    assertThat(now.at("/permissions/allow/0").asText()).isEqualTo("Bash");
    assertThat(now.at("/env/FOO").asText()).isEqualTo("1.0");
    assertThat(now.at("/env/ANTHROPIC_MODEL").asText()).isEqualTo("qwen3");
  }

  @Test
  void undoBringsTheOldFileBack() throws Exception {
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    writer.apply(writer.plan(client("claude-code"), ADDRESS));
    assertThat(writer.undoable(client("claude-code"))).isTrue();
    writer.undo(client("claude-code"));
    assertThat(file).hasContent("{}");
    assertThat(writer.undoable(client("claude-code"))).isFalse();
  }

  @Test
  void undoRemovesAFileThatWasNotThere() throws Exception {
    writer.apply(writer.plan(client("opencode"), ADDRESS));
    Path file = home.resolve(".config/opencode/opencode.json");
    assertThat(file).exists();
    writer.undo(client("opencode"));
    assertThat(file).doesNotExist();
  }

  @Test
  void undoLeavesAFileAloneThatSomebodyEditedSince() throws Exception {
    writer.apply(writer.plan(client("opencode"), ADDRESS));
    Path file = home.resolve(".config/opencode/opencode.json");
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> writer.undo(client("opencode")))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("left alone");
    assertThat(file).hasContent("mine");
  }

  @Test
  void commentsStayWhereTheProgramReadsThem() throws Exception {
    Path file = home.resolve(".config/zed/settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        // my settings
        {
          "theme": "One Dark", // the best one
          "tabs": [1,2,   3],
          "language_models": {
            "openai_compatible": {
              "Hearth": {
                "api_url": "http://127.0.0.1:9999/v1", // old port
                "available_models": [ {"name": "other"} ]
              }
            },
          },
        }
        """);
    String after = writer.plan(client("zed"), ADDRESS).after();
    assertThat(after)
        .startsWith(
            """
            // my settings
            {
              "theme": "One Dark", // the best one
              "tabs": [1,2,   3],
              "language_models": {
                "openai_compatible": {
                  "Hearth": {
                    "api_url": "http://127.0.0.1:8081/v1", // old port
                    "available_models": [ {"name": "other"}, {"name": "qwen3",\
            """)
        .endsWith("}} ]\n      }\n    },\n  },\n}\n");
  }

  @Test
  void aCommentIsRefusedWhereTheProgramDoesNotReadIt() throws Exception {
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\n  // mine\n}\n");
    assertThatThrownBy(() -> writer.plan(client("claude-code"), ADDRESS))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("holds a comment (line 2)")
        .hasMessageContaining("copy the text instead");
  }

  @Test
  void onlyTheLinesThatConcernHearthChange() throws Exception {
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    String before =
        "{\r\n\t\"permissions\": {\"allow\": [\"Bash(ls:*)\", \"Read\"]},\r\n"
            + "\t\"env\": {\r\n\t\t\"FOO\": 1.10\r\n\t}\r\n}";
    Files.writeString(file, before);
    String after = writer.plan(client("claude-code"), ADDRESS).after();
    assertThat(after)
        .startsWith(
            "{\r\n\t\"permissions\": {\"allow\": [\"Bash(ls:*)\", \"Read\"]},\r\n"
                + "\t\"env\": {\r\n\t\t\"FOO\": 1.10,\r\n"
                + "\t\t\"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:8081\",\r\n")
        .endsWith("\"65536\"\r\n\t}\r\n}");
  }

  @Test
  void aPersonsOwnLineOfTheSameNameIsPutOutOfForce() throws Exception {
    Path file = home.resolve(".aider.conf.yml");
    Files.writeString(file, "model: gpt-4\r\ndark-mode: true\r\n");
    writer.apply(writer.plan(client("aider"), ADDRESS));
    assertThat(Files.readString(file))
        .startsWith("# model: gpt-4\r\ndark-mode: true\r\n\r\n# hearth begin\r\n")
        .endsWith("model: openai/qwen3\r\n# hearth end\r\n");
    assertThat(writer.plan(client("aider"), ADDRESS).needless()).isTrue();
  }

  @Test
  void aListWithoutIndentKeepsItsLook() throws Exception {
    Path file = home.resolve(".continue/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "models: # mine\n- name: other\n  provider: ollama\n");
    writer.apply(writer.plan(client("continue"), ADDRESS));
    assertThat(file)
        .content()
        .startsWith("models: # mine\n# hearth begin\n- name: qwen3 (Hearth)\n  provider: openai\n")
        .endsWith("    maxTokens: 8192\n# hearth end\n- name: other\n  provider: ollama\n");
  }

  @Test
  void tablesOfAPersonAreNotMixedUpWithHearths() throws Exception {
    Path file = home.resolve(".codex/hearth.config.toml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[tools]\nweb = true\n");
    assertThatThrownBy(() -> writer.plan(client("codex"), ADDRESS))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("line 1, begins a table");
  }

  @Test
  void changedMarksAreSaid() throws Exception {
    Path file = home.resolve(".aider.conf.yml");
    Files.writeString(file, "# hearth begin\nmodel: x\n");
    assertThatThrownBy(() -> writer.plan(client("aider"), ADDRESS))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("marks");
  }

  @Test
  void writingTwiceChangesNothingTheSecondTime() throws Exception {
    for (String id :
        new String[] {"claude-code", "opencode", "codex", "continue", "aider", "zed"}) {
      writer.apply(writer.plan(client(id), ADDRESS));
      assertThat(writer.plan(client(id), ADDRESS).needless()).as(id).isTrue();
    }
  }

  @Test
  void aModelIsAddedToContinueBesideTheOthers() throws Exception {
    Path file = home.resolve(".continue/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "name: Mine\nmodels:\n  - name: other\n    provider: ollama\nrules: []\n");
    writer.apply(writer.plan(client("continue"), ADDRESS));
    assertThat(file)
        .content()
        .startsWith("name: Mine\nmodels:\n  # hearth begin\n  - name: qwen3 (Hearth)\n")
        .contains("  # hearth end\n  - name: other\n    provider: ollama\nrules: []\n");
  }

  @Test
  void aBlockOfLinesIsReplacedNotRepeated() throws Exception {
    Path file = home.resolve(".aider.conf.yml");
    Files.writeString(file, "dark-mode: true\n");
    writer.apply(writer.plan(client("aider"), ADDRESS));
    var other = new ProxyAddress(ADDRESS.base(), "k2", "llama", 8192);
    writer.apply(writer.plan(client("aider"), other));
    assertThat(file)
        .hasContent(
            "dark-mode: true\n\n# hearth begin\nopenai-api-base: http://127.0.0.1:8081/v1\n"
                + "openai-api-key: k2\nmodel: openai/llama\n# hearth end\n");
  }

  @Test
  void codexGetsAProfileOfItsOwn() throws Exception {
    writer.apply(writer.plan(client("codex"), ADDRESS));
    Path file = home.resolve(".codex/hearth.config.toml");
    assertThat(file)
        .content()
        .startsWith("# hearth begin\nmodel = \"qwen3\"\nmodel_provider = \"hearth\"\n")
        .contains("model_context_window = 65536\n")
        .contains("[model_providers.hearth]\n")
        .contains("base_url = \"http://127.0.0.1:8081/v1\"\n")
        .contains("wire_api = \"responses\"\n")
        .endsWith("# hearth end\n");
    writer.undo(client("codex"));
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileThatChangedAfterThePlanIsNotOverwritten() throws Exception {
    ConfigChange change = writer.plan(client("aider"), ADDRESS);
    Files.writeString(change.file(), "new: 1\n");
    assertThatThrownBy(() -> writer.apply(change)).isInstanceOf(ConfigRefused.class);
    assertThat(change.file()).hasContent("new: 1\n");
  }

  @Test
  void whatCannotBeWrittenIsSaid() {
    assertThatThrownBy(() -> writer.plan(client("cursor"), ADDRESS))
        .isInstanceOf(ConfigRefused.class);
  }

  private ClientApp client(String id) {
    return catalog.find(id).orElseThrow();
  }
}
