package dev.hearth.models.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.models.hub.HubException.Kind;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadTest {
  private static final int SIZE = 1_000_000;
  private static final long CHUNK = 100_000;

  @TempDir Path folder;
  private final OkHttpClient base = new OkHttpClient();
  private final List<DownloadProgress> told = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final byte[] content = FakeHub.bytes(SIZE, 1);
  private final List<HubDownloader> open = new ArrayList<>();
  private FakeHub hub;
  private long free = Long.MAX_VALUE / 2;

  @BeforeEach
  void start() throws IOException {
    hub = new FakeHub();
    hub.files.put("m-Q4_0.gguf", content);
  }

  @AfterEach
  void stop() {
    hub.gate.countDown();
    open.forEach(HubDownloader::close);
    base.connectionPool().evictAll();
    base.dispatcher().executorService().shutdown();
    hub.close();
  }

  @Test
  void fetchesAFileInPartsAndChecksIt() throws Exception {
    Download download = begin();
    List<Path> files = download.done().get(30, TimeUnit.SECONDS);

    Path target = folder.resolve("org/repo/m-Q4_0.gguf");
    assertThat(files).containsExactly(target);
    assertThat(target).hasBinaryContent(content);
    assertThat(onDisk()).containsExactly(target);
    assertThat(download.progress().state()).isEqualTo(DownloadState.DONE);
    assertThat(download.progress().fraction()).isEqualTo(1);
    assertThat(told).extracting(DownloadProgress::state).contains(DownloadState.VERIFYING);
    assertThat(told.getLast().doneBytes()).isEqualTo(SIZE);
    assertThat(hub.cdnRequests.stream().map(r -> r.getHeaders().get("Range")).distinct())
        .hasSize(1 + 10);
    assertThat(downloader().running()).isEmpty();
  }

  @Test
  void fetchesAllPartsOfASplitModelAndItsProjector() throws Exception {
    hub.files.clear();
    hub.files.put("Q4/big-Q4_0-00001-of-00002.gguf", FakeHub.bytes(250_000, 2));
    hub.files.put("Q4/big-Q4_0-00002-of-00002.gguf", FakeHub.bytes(10, 3));
    hub.files.put("mmproj-F16.gguf", FakeHub.bytes(0, 4));
    HubListing listing = client().list(reference());
    HubChoice choice = listing.choose().with(listing.projector().orElseThrow());
    Download download = downloader().start(listing, choice, told::add);
    download.done().get(30, TimeUnit.SECONDS);
    assertThat(onDisk())
        .containsExactlyInAnyOrder(
            folder.resolve("org/repo/Q4/big-Q4_0-00001-of-00002.gguf"),
            folder.resolve("org/repo/Q4/big-Q4_0-00002-of-00002.gguf"),
            folder.resolve("org/repo/mmproj-F16.gguf"));
    assertThat(download.progress().totalBytes()).isEqualTo(250_010);
  }

  @Test
  void goesOnAfterBrokenConnections() throws Exception {
    hub.drops.set(12);
    begin().done().get(30, TimeUnit.SECONDS);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasBinaryContent(content);
    assertThat(told).anyMatch(p -> p.message().contains("trying again"));
    assertThat(hub.cdnRequests.stream().map(r -> r.getHeaders().get("Range")))
        .describedAs("a broken part is continued, not begun anew")
        .anyMatch(range -> range != null && !range.matches("bytes=\\d*00000-.*|bytes=0-.*"));
  }

  @Test
  void givesUpWhenNothingComesOfManyTriesAndKeepsWhatItHas() throws Exception {
    hub.busy.set(Integer.MAX_VALUE);
    assertThat(failure(begin()).getMessage()).contains("503");
    hub.busy.set(0);
    begin().done().get(30, TimeUnit.SECONDS);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasBinaryContent(content);
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    hub.busy.set(2);
    hub.retryAfter = "17";
    begin().done().get(30, TimeUnit.SECONDS);
    assertThat(waits).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(17));
  }

  @Test
  void tellsThatItIsAskedToSlowDownForTooLong() throws Exception {
    hub.busy.set(Integer.MAX_VALUE);
    hub.retryAfter = "1";
    assertThat(failure(begin()).kind()).isEqualTo(Kind.RATE_LIMITED);
  }

  @Test
  void asksForANewAddressWhenASignedOneHasRunOut() throws Exception {
    hub.expired.set(3);
    begin().done().get(30, TimeUnit.SECONDS);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasBinaryContent(content);
    assertThat(resolves()).isGreaterThan(1);
  }

  @Test
  void pausesAndGoesOnWhereItWas() throws Exception {
    holdFrom(500_000);
    Download download = begin();
    await().until(() -> download.progress().doneBytes() >= 400_000 && waitingAtGate() > 0);
    download.pause();

    assertThat(download.progress().state()).isEqualTo(DownloadState.PAUSED);
    assertThat(download.done()).isNotDone();
    assertThat(onDisk()).allMatch(f -> f.toString().contains(".hearthpart"));
    long before = download.progress().doneBytes();
    release();
    hub.cdnRequests.clear();
    download.resume();
    download.done().get(30, TimeUnit.SECONDS);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasBinaryContent(content);
    assertThat(bytesAskedFor()).isLessThanOrEqualTo(SIZE - before + 4 * CHUNK);
  }

  @Test
  void goesOnInAnotherLifeOfTheProgram() throws Exception {
    holdFrom(300_000);
    Download first = begin();
    await().until(() -> first.progress().doneBytes() >= 300_000);
    open.getLast().close();
    release();

    List<UnfinishedDownload> left = downloader().unfinished();
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().doneBytes()).isBetween(300_000L, SIZE - 1L);
    assertThat(left.getFirst().reference().id()).isEqualTo("org/repo");
    hub.cdnRequests.clear();
    HubListing listing = client().list(left.getFirst().reference());
    downloader().start(listing, listing.choose(), told::add).done().get(30, TimeUnit.SECONDS);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasBinaryContent(content);
    assertThat(bytesAskedFor()).isLessThanOrEqualTo(SIZE - 300_000 + 1);
    assertThat(downloader().unfinished()).isEmpty();
  }

  @Test
  void beginsAnewWhenTheFileChangedSinceThePause() throws Exception {
    holdFrom(300_000);
    Download first = begin();
    await().until(() -> first.progress().doneBytes() >= 300_000);
    first.pause();
    release();
    byte[] other = FakeHub.bytes(SIZE, 99);
    hub.files.put("m-Q4_0.gguf", other);

    first.resume();
    assertThat(failure(first).kind()).isEqualTo(Kind.CHANGED);
    begin().done().get(30, TimeUnit.SECONDS);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasBinaryContent(other);
  }

  @Test
  void noticesByTheEtagThatTheFileChangesUnderIt() throws Exception {
    hub.linksHash = false;
    holdFrom(300_000);
    Download download = begin();
    await().until(() -> download.progress().doneBytes() >= 300_000 && waitingAtGate() > 0);
    hub.damaged.put("m-Q4_0.gguf", FakeHub.bytes(SIZE, 5));
    release();
    HubException failure = failure(download);
    assertThat(failure.kind()).isIn(Kind.CHANGED, Kind.WRONG_HASH);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).doesNotExist();
  }

  @Test
  void throwsAwayWhatHasTheWrongHash() throws Exception {
    hub.damaged.put("m-Q4_0.gguf", FakeHub.bytes(SIZE, 7));
    HubException failure = failure(begin());
    assertThat(failure.kind()).isEqualTo(Kind.WRONG_HASH);
    assertThat(failure).hasMessageContaining("arrived damaged");
    assertThat(onDisk()).isEmpty();
    hub.damaged.clear();
    begin().done().get(30, TimeUnit.SECONDS);
  }

  @Test
  void refusesAFileOfAnotherLength() throws Exception {
    hub.linksHash = false;
    hub.damaged.put("m-Q4_0.gguf", new byte[SIZE - 1]);
    assertThat(failure(begin()).kind()).isEqualTo(Kind.CHANGED);
  }

  @Test
  void makesDoWithAServerThatGivesNoParts() throws Exception {
    hub.ranges = false;
    hub.drops.set(2);
    begin().done().get(30, TimeUnit.SECONDS);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasBinaryContent(content);
  }

  @Test
  void refusesBytesThatWereNotAskedFor() throws Exception {
    hub.instead =
        request ->
            "bytes=0-0".equals(request.getHeaders().get("Range"))
                ? null
                : new MockResponse.Builder()
                    .code(206)
                    .setHeader("Content-Range", "bytes 5-10/" + SIZE)
                    .body("wrong")
                    .build();
    assertThat(failure(begin()).kind()).isEqualTo(Kind.CHANGED);
  }

  @Test
  void looksForRoomFirst() throws Exception {
    free = SIZE;
    HubException failure = failure(begin());
    assertThat(failure.kind()).isEqualTo(Kind.DISK_FULL);
    assertThat(failure).hasMessageContaining("Make room");
    free = SIZE + 1000;
    begin().done().get(30, TimeUnit.SECONDS);
  }

  @Test
  void cancelsAndLeavesNothing() throws Exception {
    holdFrom(300_000);
    Download download = begin();
    await().until(() -> download.progress().doneBytes() > 0);
    download.cancel();
    assertThat(download.progress().state()).isEqualTo(DownloadState.CANCELLED);
    assertThat(onDisk()).isEmpty();
    assertThatThrownBy(() -> download.done().get(1, TimeUnit.SECONDS))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(CancellationException.class),
            e -> assertThat(e).hasCauseInstanceOf(CancellationException.class));
  }

  @Test
  void takesAFileThatIsThereAlready() throws Exception {
    begin().done().get(30, TimeUnit.SECONDS);
    hub.cdnRequests.clear();
    begin().done().get(30, TimeUnit.SECONDS);
    assertThat(hub.cdnRequests).isEmpty();
    Files.write(folder.resolve("org/repo/m-Q4_0.gguf"), new byte[SIZE]);
    HubException failure = failure(begin());
    assertThat(failure.kind()).isEqualTo(Kind.IN_THE_WAY);
    assertThat(folder.resolve("org/repo/m-Q4_0.gguf")).hasSize(SIZE);
  }

  @Test
  void refusesASecondDownloadOfTheSameFile() throws Exception {
    holdFrom(0);
    Download first = begin();
    await().until(() -> waitingAtGate() > 0);
    assertThat(failure(begin())).hasMessageContaining("already being downloaded");
    release();
    first.done().get(30, TimeUnit.SECONDS);
  }

  @Test
  void saysThatARepositoryIsGated() throws Exception {
    hub.needsToken = true;
    HubException failure = failure(begin());
    assertThat(failure.kind()).isEqualTo(Kind.NO_ACCESS);
    assertThat(failure).hasMessageContaining("Accept its terms");
  }

  @Test
  void sendsTheTokenToTheHubOnly() throws Exception {
    hub.needsToken = true;
    HubClient client = new HubClient(base, hub.settings().withToken(FakeHub.TOKEN));
    HubDownloader downloader = new HubDownloader(client, folder, options());
    open.add(downloader);
    HubListing listing = client.list(reference());
    downloader.start(listing, listing.choose(), told::add).done().get(30, TimeUnit.SECONDS);
    assertThat(hub.cdnRequests)
        .isNotEmpty()
        .allMatch(r -> r.getHeaders().get("Authorization") == null);
    assertThat(told.toString()).doesNotContain(FakeHub.TOKEN);
  }

  @Test
  void neverOffersAHalfDownloadAsAModel(@TempDir Path data) throws Exception {
    holdFrom(300_000);
    Download download = begin();
    await().until(() -> download.progress().doneBytes() >= 300_000);
    LibraryRoot root = new LibraryRoot(folder, "Hearth", true, true);
    try (ModelLibrary library = ModelLibrary.open(data, List.of(root), InstantSource.system())) {
      library.rescan().get(30, TimeUnit.SECONDS);
      assertThat(library.list()).hasSize(1).noneMatch(Model::startable);
      assertThat(library.list().getFirst().state().reason()).contains("not finished");
    }
    release();
    download.done().get(30, TimeUnit.SECONDS);
  }

  @Test
  void measuresSpeedOverTheLastSeconds() {
    long[] now = {0};
    SpeedMeter meter = new SpeedMeter(() -> now[0]);
    assertThat(meter.bytesPerSecond()).isZero();
    for (int second = 0; second <= 10; second++) {
      now[0] = TimeUnit.SECONDS.toNanos(second);
      meter.at(second < 5 ? second * 10L : 50 + (second - 5) * 1000L);
    }
    assertThat(meter.bytesPerSecond()).isEqualTo(1000);
    DownloadProgress half = new DownloadProgress(DownloadState.RUNNING, "f", 500, 1000, 100, "");
    assertThat(half.remaining()).contains(Duration.ofSeconds(5));
    assertThat(half.fraction()).isEqualTo(0.5);
  }

  private HubClient client() {
    return new HubClient(base, hub.settings());
  }

  private HubDownloader downloader() {
    HubDownloader downloader = new HubDownloader(client(), folder, options());
    open.add(downloader);
    return downloader;
  }

  private DownloadOptions options() {
    return new DownloadOptions(
        4,
        CHUNK,
        4,
        500,
        path -> free,
        wait -> {
          waits.add(wait);
          return Duration.ZERO;
        });
  }

  private Download begin() throws IOException {
    HubListing listing = client().list(reference());
    return downloader().start(listing, listing.choose(), told::add);
  }

  private static HubReference reference() throws HubException {
    return HubReference.parse("org/repo");
  }

  private static HubException failure(Download download) throws Exception {
    try {
      download.done().get(30, TimeUnit.SECONDS);
      throw new AssertionError("the download did not fail");
    } catch (ExecutionException e) {
      assertThat(download.progress().state()).isEqualTo(DownloadState.FAILED);
      assertThat(download.progress().message()).isEqualTo(e.getCause().getMessage());
      return (HubException) e.getCause();
    }
  }

  private void holdFrom(long from) {
    hub.gate = new CountDownLatch(1);
    hub.gateFrom = from;
  }

  private void release() {
    hub.gateFrom = Long.MAX_VALUE;
    hub.gate.countDown();
  }

  private long waitingAtGate() {
    return hub.cdnRequests.stream()
        .filter(r -> start(r.getHeaders().get("Range")) >= hub.gateFrom)
        .count();
  }

  private long resolves() {
    return hub.hubRequests.stream().filter(r -> r.getTarget().contains("/resolve/")).count();
  }

  private long bytesAskedFor() {
    return hub.cdnRequests.stream()
        .map(r -> r.getHeaders().get("Range"))
        .filter(range -> range != null)
        .mapToLong(range -> Long.parseLong(range.replaceAll(".*-", "")) + 1 - start(range))
        .sum();
  }

  private static long start(String range) {
    return range == null ? 0 : Long.parseLong(range.replaceAll("bytes=|-.*", ""));
  }

  private List<Path> onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
