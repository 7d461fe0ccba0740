package dev.hearth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientCatalogTest {
  private final ClientCatalog catalog = ClientCatalog.load();
  private final ProxyAddress address =
      new ProxyAddress(URI.create("http://127.0.0.1:8081"), "local-key", "qwen3", 65_536);

  @Test
  void everyDataFileIsInTheCatalog() {
    String[] files = new File("assets/clients").list();
    assertThat(files).isNotNull();
    assertThat(Arrays.stream(files).map(f -> f.replace(".json", "")))
        .containsExactlyInAnyOrderElementsOf(ClientCatalog.FILES);
  }

  @Test
  void noPlaceholderIsLeftInAnyText() {
    for (ClientApp client : catalog.clients()) {
      assertThat(client.id()).isNotBlank();
      assertThat(client.name()).isNotBlank();
      assertThat(client.summary()).isNotBlank();
      assertThat(client.snippets()).isNotEmpty();
      for (Snippet snippet : client.snippets()) {
        assertThat(catalog.text(snippet, address)).as(client.id()).doesNotContain("{{");
      }
      assertThat(catalog.environment(client, address).values())
          .allSatisfy(v -> assertThat(v).doesNotContain("{{"));
      assertThat(catalog.command(client, address))
          .allSatisfy(v -> assertThat(v).doesNotContain("{{"));
    }
  }

  @Test
  void anthropicClientsGetTheBareAddressAndOpenAiClientsTheVersionedOne() {
    assertThat(text("claude-code", "shell"))
        .contains("ANTHROPIC_BASE_URL=http://127.0.0.1:8081\n")
        .contains("export ANTHROPIC_AUTH_TOKEN=local-key")
        .contains("AUTO_COMPACT_WINDOW=65536");
    assertThat(text("aider", "shell")).contains("OPENAI_API_BASE=http://127.0.0.1:8081/v1\n");
  }

  @Test
  void numbersInJsonAreNumbers() throws Exception {
    JsonNode config = ClientJson.MAPPER.readTree(text("opencode", "config"));
    JsonNode limit = config.at("/provider/hearth/models/qwen3/limit");
    assertThat(limit.path("context").isNumber()).isTrue();
    assertThat(limit.path("context").asLong()).isEqualTo(65_536);
    assertThat(limit.path("output").asLong()).isEqualTo(8192);
  }

  @Test
  void aLaunchedClientCanCarryItsWholeConfigurationInTheEnvironment() throws Exception {
    ClientApp opencode = catalog.find("opencode").orElseThrow();
    String content = catalog.environment(opencode, address).get("OPENCODE_CONFIG_CONTENT");
    assertThat(ClientJson.MAPPER.readTree(content).path("model").asText())
        .isEqualTo("hearth/qwen3");
  }

  @Test
  void codexIsLaunchedWithoutAnyFileOfItsOwn() {
    ClientApp codex = catalog.find("codex").orElseThrow();
    assertThat(codex.protocol()).isEqualTo("responses");
    assertThat(catalog.command(codex, address))
        .startsWith("codex", "--model", "qwen3")
        .contains("model_context_window=65536")
        .last()
        .asString()
        .contains("base_url = \"http://127.0.0.1:8081/v1\"", "wire_api = \"responses\"");
    assertThat(catalog.environment(codex, address)).containsEntry("HEARTH_API_KEY", "local-key");
  }

  @Test
  void clientsAreRecognisedByTheirUserAgent() {
    assertThat(name("claude-cli/2.1.330 (external, cli)")).isEqualTo("Claude Code");
    assertThat(name("opencode/1.2.3")).isEqualTo("opencode");
    assertThat(name("codex_exec/0.169.0 (Debian 12.0.0; x86_64) xterm")).isEqualTo("Codex CLI");
    assertThat(name("curl/8.1")).isEqualTo("curl");
    assertThat(catalog.recognise("Mozilla/5.0")).isEmpty();
  }

  @Test
  void whatDoesNotWorkIsSaid() {
    List<String> limited =
        catalog.clients().stream().filter(c -> !c.limits().isEmpty()).map(ClientApp::id).toList();
    assertThat(limited).contains("cursor").doesNotContain("codex");
  }

  private String name(String userAgent) {
    return catalog.recognise(userAgent).orElseThrow().name();
  }

  private String text(String client, String snippet) {
    return catalog.find(client).orElseThrow().snippets().stream()
        .filter(s -> s.id().equals(snippet))
        .map(s -> catalog.text(s, address))
        .findFirst()
        .orElseThrow();
  }
}
