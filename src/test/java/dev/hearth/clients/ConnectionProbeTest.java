package dev.hearth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionProbeTest {
  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient http = new OkHttpClient();
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  @Test
  void fourTicksWhenAllIsWell() {
    answer(200, "{\"data\":[],\"finish_reason\":\"stop\",\"tool_calls\":[]} [DONE]");
    var told = new ArrayList<Probe>();
    List<ProbeResult> results =
        new ConnectionProbe(http).run("openai", address(), r -> told.add(r.probe()));
    assertThat(results).allMatch(ProbeResult::passed);
    assertThat(told).containsExactly(Probe.values());
    assertThat(asked)
        .containsExactly(
            "/v1/models", "/v1/chat/completions", "/v1/chat/completions", "/v1/chat/completions");
  }

  @Test
  void anthropicClientsAreTriedInTheirOwnProtocol() {
    answer(200, "{\"data\":[],\"stop_reason\":\"tool_use\"} message_stop \"tool_use\"");
    assertThat(new ConnectionProbe(http).run("anthropic", address(), r -> {}))
        .allMatch(ProbeResult::passed);
    assertThat(asked).contains("/v1/messages");
  }

  @Test
  void responsesClientsAreTriedInTheirOwnProtocol() {
    answer(
        200,
        "{\"data\":[],\"output\":[{\"type\":\"function_call\"}]}\nevent: response.completed\n");
    assertThat(new ConnectionProbe(http).run("responses", address(), r -> {}))
        .allMatch(ProbeResult::passed);
    assertThat(asked)
        .containsExactly("/v1/models", "/v1/responses", "/v1/responses", "/v1/responses");
  }

  @Test
  void aRefusalIsQuotedWithItsRemedy() {
    answer(401, "{\"error\":{\"message\":\"A key is needed.\"}}");
    ProbeResult result = new ConnectionProbe(http).run("openai", address(), r -> {}).getFirst();
    assertThat(result.passed()).isFalse();
    assertThat(result.finding()).isEqualTo("401: A key is needed.");
    assertThat(result.fix()).contains("key");
  }

  @Test
  void aModelThatDoesNotCallIsNotTicked() {
    answer(200, "{\"data\":[],\"finish_reason\":\"stop\"} [DONE]");
    ProbeResult tool = new ConnectionProbe(http).run("openai", address(), r -> {}).getLast();
    assertThat(tool.passed()).isFalse();
    assertThat(tool.finding()).contains("without calling the tool");
  }

  @Test
  void aProxyThatIsNotThereIsSaid() throws Exception {
    ProxyAddress gone = address();
    server.close();
    ProbeResult result = new ConnectionProbe(http).run("openai", gone, r -> {}).getFirst();
    assertThat(result.passed()).isFalse();
    assertThat(result.fix()).contains("Start the proxy");
  }

  private void answer(int status, String body) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            asked.add(request.getUrl().encodedPath());
            return new MockResponse.Builder().code(status).body(body).build();
          }
        });
  }

  private ProxyAddress address() {
    String root = server.url("/").toString();
    return new ProxyAddress(URI.create(root.substring(0, root.length() - 1)), "k", "tiny", 8192);
  }
}
