package dev.hearth.models.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.models.gguf.GgufBuilder;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubClientTest {
  private FakeHub hub;
  private final OkHttpClient base = new OkHttpClient();

  @BeforeEach
  void start() throws IOException {
    hub = new FakeHub();
  }

  @AfterEach
  void stop() {
    base.connectionPool().evictAll();
    base.dispatcher().executorService().shutdown();
    hub.close();
  }

  @Test
  void findsRepositories() throws IOException {
    List<HubModel> found = client("").search("qwen coder", 20);
    assertThat(found)
        .containsExactly(
            new HubModel("org/qwen coder-GGUF", 1200, 7, "2026-01-02T03:04:05.000Z", false),
            new HubModel("meta/gated-GGUF", 5, 0, "", true));
    assertThat(hub.hubRequests.getFirst().getUrl().queryParameter("filter")).isEqualTo("gguf");
  }

  @Test
  void listsWhatThereIsToChooseFrom() throws IOException {
    hub.files.put("README.md", new byte[10]);
    hub.files.put("m-Q8_0.gguf", new byte[80]);
    hub.files.put("m-Q4_K_M.gguf", new byte[40]);
    hub.files.put("BF16/m-BF16-00002-of-00002.gguf", new byte[70]);
    hub.files.put("BF16/m-BF16-00001-of-00002.gguf", new byte[90]);
    hub.files.put("F32/m-00001-of-00003.gguf", new byte[300]);
    hub.files.put("mmproj-F32.gguf", new byte[9]);
    hub.files.put("mmproj-F16.gguf", new byte[5]);
    hub.pageSize = 3;

    HubListing listing = client("").list(reference("org/repo"));

    assertThat(listing.reference().revision()).isEqualTo(hub.commit);
    assertThat(listing.gated()).isFalse();
    assertThat(listing.files()).hasSize(7);
    assertThat(listing.choices())
        .extracting(HubChoice::label, HubChoice::bytes, HubChoice::complete)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Q4_K_M", 40L, true),
            org.assertj.core.groups.Tuple.tuple("Q8_0", 80L, true),
            org.assertj.core.groups.Tuple.tuple("BF16", 160L, true),
            org.assertj.core.groups.Tuple.tuple("F32", 300L, false));
    assertThat(listing.choices().get(2).files())
        .extracting(HubFile::name)
        .containsExactly("m-BF16-00001-of-00002.gguf", "m-BF16-00002-of-00002.gguf");
    assertThat(listing.projector().orElseThrow().name()).isEqualTo("mmproj-F16.gguf");
    assertThat(listing.choices().getFirst().files().getFirst().sha256())
        .isEqualTo(FakeHub.sha256(new byte[40]));
    assertThat(listing.choose().label()).isEqualTo("Q4_K_M");
  }

  @Test
  void choosesWhatIsAskedFor() throws IOException {
    hub.files.put("a-Q5_K_S.gguf", new byte[4]);
    hub.files.put("a-Q2_K.gguf", new byte[2]);
    hub.files.put("half-Q4_0-00001-of-00002.gguf", new byte[1]);
    assertThat(chosen("org/repo:q5_k_s").label()).isEqualTo("Q5_K_S");
    assertThat(chosen("https://huggingface.co/org/repo/blob/main/a-Q2_K.gguf").label())
        .isEqualTo("Q2_K");
    assertThatThrownBy(() -> chosen("org/repo:Q9_9"))
        .hasMessageContaining("has no Q9_9. It has: Q4_0, Q2_K, Q5_K_S");
    assertThatThrownBy(() -> chosen("org/repo:Q4_0")).hasMessageContaining("lacks parts");
    hub.files.clear();
    assertThatThrownBy(() -> chosen("org/repo")).hasMessageContaining("holds no GGUF");
  }

  @Test
  void makesDoWithAMirrorThatKnowsLess() throws IOException {
    hub.files.put("a-Q4_0.gguf", new byte[4]);
    hub.knowsRevisions = false;
    assertThat(client("").list(reference("org/repo")).reference().revision()).isEqualTo("main");
  }

  @Test
  void leavesOutNamesThatCouldEscape() throws IOException {
    hub.files.put("../../evil.gguf", new byte[4]);
    hub.files.put("a\\..\\b.gguf", new byte[4]);
    hub.files.put("ok-Q4_0.gguf", new byte[4]);
    assertThat(client("").list(reference("org/repo")).files())
        .extracting(HubFile::path)
        .containsExactly("ok-Q4_0.gguf");
  }

  @Test
  void readsAModelsCardWithoutDownloadingIt() throws IOException {
    byte[] model = GgufBuilder.llama("Remote").whole();
    hub.files.put("m-Q4_0.gguf", model);
    HubClient client = client("");
    HubListing listing = client.list(reference("org/repo"));
    GgufCard card = client.card(listing, listing.files().getFirst());
    assertThat(card.name()).isEqualTo("Remote");
    assertThat(card.truncated()).isFalse();
    hub.ranges = false;
    assertThatThrownBy(() -> client.card(listing, listing.files().getFirst()))
        .isInstanceOf(HubException.class);
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    fails("nobody/nothing", "", Kind.NOT_FOUND, "no repository nobody/nothing");
    hub.files.put("m-Q4_0.gguf", GgufBuilder.llama("Gated").whole());
    hub.gated = true;
    hub.needsToken = true;
    HubListing listing = client("").list(reference("org/repo"));
    assertThat(listing.gated()).isTrue();
    HubFile file = listing.files().getFirst();
    assertThatThrownBy(() -> client("").card(listing, file))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("HF_TOKEN");
    assertThatThrownBy(() -> client("hf_other").card(listing, file))
        .hasMessageContaining("gives no access")
        .hasMessageNotContaining("hf_other");
    assertThat(client(FakeHub.TOKEN).card(listing, file).name()).isEqualTo("Gated");
  }

  @Test
  void saysThatTheHubCannotBeReached() {
    HubSettings nowhere = new HubSettings(URI.create("http://127.0.0.1:1"), "");
    assertThatThrownBy(() -> new HubClient(base, nowhere).search("x", 5))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NETWORK))
        .hasMessageContaining("HF_ENDPOINT");
  }

  @Test
  void sendsTheTokenToTheHubAndToNobodyElse() throws IOException {
    hub.files.put("m-Q4_0.gguf", GgufBuilder.llama("Secret").whole());
    hub.needsToken = true;
    hub.pageSize = 1;
    HubClient client = client(FakeHub.TOKEN);
    HubListing listing = client.list(reference("org/repo"));
    client.card(listing, listing.files().getFirst());
    assertThat(hub.hubRequests)
        .isNotEmpty()
        .allMatch(r -> ("Bearer " + FakeHub.TOKEN).equals(header(r, "Authorization")));
    assertThat(hub.cdnRequests).isNotEmpty().allMatch(r -> header(r, "Authorization") == null);
  }

  @Test
  void sendsNoTokenWithoutEncryption() {
    HubHttp open =
        new HubHttp(base, new HubSettings(URI.create("http://mirror.example"), "secret"));
    assertThat(open.hasToken()).isFalse();
    assertThat(new HubHttp(base, hub.settings().withToken("t")).hasToken()).isTrue();
    assertThat(
            new HubHttp(base, new HubSettings(URI.create("https://mirror.example"), "t"))
                .hasToken())
        .isTrue();
  }

  private void fails(String reference, String token, Kind kind, String message) {
    assertThatThrownBy(() -> client(token).list(reference(reference)))
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  private HubChoice chosen(String reference) throws IOException {
    return client("").list(reference(reference)).choose();
  }

  private HubClient client(String token) {
    return new HubClient(base, hub.settings().withToken(token));
  }

  private static HubReference reference(String text) throws HubException {
    return HubReference.parse(text);
  }

  private static String header(RecordedRequest request, String name) {
    return request.getHeaders().get(name);
  }
}
