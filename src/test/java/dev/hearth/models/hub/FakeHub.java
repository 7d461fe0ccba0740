package dev.hearth.models.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/**
 * Behaves like the hub: an API and file addresses at one host, the bytes of large files at another
 * under signed addresses. Its faults are switched on one by one.
 */
public final class FakeHub implements AutoCloseable {
  public static final String TOKEN = "hf_verySecret";

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  final List<RecordedRequest> hubRequests = Collections.synchronizedList(new ArrayList<>());
  public final List<RecordedRequest> cdnRequests = Collections.synchronizedList(new ArrayList<>());
  public final Map<String, byte[]> files = new LinkedHashMap<>();

  /** Served in place of the true bytes, while the API goes on to give the true hash. */
  public final Map<String, byte[]> damaged = new LinkedHashMap<>();

  volatile String commit = "c".repeat(40);
  volatile boolean gated;
  public volatile boolean needsToken;
  volatile boolean knowsRevisions = true;
  volatile boolean linksHash = true;
  volatile boolean ranges = true;
  volatile int pageSize = 1000;

  /** So many answers with bytes break off half-way. */
  final AtomicInteger drops = new AtomicInteger();

  /** So many answers with bytes come to a halt half-way, with the connection open. */
  public final AtomicInteger stalls = new AtomicInteger();

  /** So many signed addresses have run out by the time they are used for a part. */
  final AtomicInteger expired = new AtomicInteger();

  /** So many answers are 429 or 503. */
  final AtomicInteger busy = new AtomicInteger();

  volatile String retryAfter = "";

  /** Parts from this byte on wait for the gate. */
  volatile long gateFrom = Long.MAX_VALUE;

  volatile CountDownLatch gate = new CountDownLatch(0);

  /** Answers instead of the CDN where it gives one. */
  volatile Function<RecordedRequest, MockResponse> instead = request -> null;

  private final MockWebServer hub = new MockWebServer();
  private final MockWebServer cdn = new MockWebServer();
  private final AtomicInteger signatures = new AtomicInteger();

  public FakeHub() throws IOException {
    hub.setDispatcher(dispatcher(hubRequests, this::hub));
    cdn.setDispatcher(dispatcher(cdnRequests, this::cdn));
    hub.start(InetAddress.getByName("127.0.0.1"), 0);
    cdn.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + hub.getPort());
  }

  public HubSettings settings() {
    return new HubSettings(url(), "");
  }

  String cdnUrl(String path) {
    return "http://127.0.0.1:" + cdn.getPort() + path;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    gate.countDown();
    hub.close();
    cdn.close();
  }

  private static Dispatcher dispatcher(
      List<RecordedRequest> log, Function<RecordedRequest, MockResponse> answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        log.add(request);
        return answer.apply(request);
      }
    };
  }

  private MockResponse hub(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    boolean known = ("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"));
    if (path.equals("/api/models")) {
      return json(search(request));
    }
    if (!path.startsWith("/api/models/org/repo/") && !path.startsWith("/org/repo/")) {
      return new MockResponse.Builder().code(401).setHeader("X-Error-Code", "RepoNotFound").build();
    }
    if (path.startsWith("/api/models/org/repo/revision/")) {
      return knowsRevisions
          ? json("{\"sha\":\"" + commit + "\",\"gated\":" + (gated ? "\"auto\"" : "false") + "}")
          : status(404);
    }
    if (path.startsWith("/api/models/org/repo/tree/")) {
      return tree(request);
    }
    if (needsToken && !known) {
      boolean some = request.getHeaders().get("Authorization") != null;
      return new MockResponse.Builder()
          .code(some ? 403 : 401)
          .setHeader("X-Error-Code", "GatedRepo")
          .build();
    }
    return resolve(path);
  }

  private MockResponse resolve(String path) {
    String file = path.substring(path.indexOf("/", "/org/repo/resolve/".length()) + 1);
    if (!files.containsKey(file)) {
      return new MockResponse.Builder()
          .code(404)
          .setHeader("X-Error-Code", "EntryNotFound")
          .build();
    }
    MockResponse.Builder response =
        new MockResponse.Builder()
            .code(302)
            .setHeader("Location", cdnUrl("/" + file + "?sig=" + signatures.incrementAndGet()))
            .setHeader("X-Repo-Commit", commit);
    if (linksHash) {
      response.setHeader("X-Linked-ETag", "\"" + sha256(files.get(file)) + "\"");
      response.setHeader("X-Linked-Size", files.get(file).length);
    }
    return response.build();
  }

  private MockResponse tree(RecordedRequest request) {
    String cursor = request.getUrl().queryParameter("cursor");
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    List<String> entries = new ArrayList<>();
    entries.add("{\"type\":\"directory\",\"oid\":\"0\",\"size\":0,\"path\":\"sub.gguf\"}");
    files.forEach((path, bytes) -> entries.add(entry(path, bytes)));
    int to = Math.min(entries.size(), from + pageSize);
    MockResponse.Builder response =
        new MockResponse.Builder().body("[" + String.join(",", entries.subList(from, to)) + "]");
    if (to < entries.size()) {
      response.setHeader(
          "Link",
          "<https://elsewhere.example/api/x?recursive=true&cursor=" + to + ">; rel=\"next\"");
    }
    return response.build();
  }

  private String entry(String path, byte[] bytes) {
    String escaped = path.replace("\\", "\\\\").replace("\"", "\\\"");
    return "{\"type\":\"file\",\"oid\":\"gitblob\",\"size\":%d,\"path\":\"%s\",\"lfs\":{\"oid\":\"%s\",\"size\":%d,\"pointerSize\":134}}"
        .formatted(bytes.length, escaped, sha256(bytes), bytes.length);
  }

  private static String search(RecordedRequest request) {
    return """
    [{"id":"org/%s-GGUF","downloads":1200,"likes":7,"lastModified":"2026-01-02T03:04:05.000Z","gated":false,"tags":["gguf"]},
     {"modelId":"meta/gated-GGUF","downloads":5,"gated":"manual"}, {"downloads":1}]
    """
        .formatted(request.getUrl().queryParameter("search"));
  }

  private MockResponse cdn(RecordedRequest request) {
    MockResponse special = instead.apply(request);
    if (special != null) {
      return special;
    }
    String file = request.getUrl().encodedPath().substring(1);
    byte[] all = damaged.getOrDefault(file, files.get(file));
    String etag = "\"" + sha256(all).substring(0, 16) + "\"";
    Matcher range = RANGE.matcher(String.valueOf(request.getHeaders().get("Range")));
    boolean part = range.matches() && ranges && all.length > 0;
    long from = part ? Long.parseLong(range.group(1)) : 0;
    long to = part ? Math.min(all.length, Long.parseLong(range.group(2)) + 1) : all.length;
    boolean probe = part && to - from == 1;
    if (!probe && busy.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return new MockResponse.Builder()
          .code(retryAfter.isEmpty() ? 503 : 429)
          .setHeader("Retry-After", retryAfter)
          .build();
    }
    if (!probe && expired.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return status(403);
    }
    String ifRange = request.getHeaders().get("If-Range");
    if (part && ifRange != null && !ifRange.equals(etag)) {
      part = false;
      from = 0;
      to = all.length;
    }
    waitAtGate(probe ? -1 : from);
    Buffer body = new Buffer().write(all, (int) from, (int) (to - from));
    MockResponse.Builder response =
        new MockResponse.Builder().code(part ? 206 : 200).setHeader("ETag", etag).body(body);
    if (part) {
      response.setHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + all.length);
    }
    if (!probe && drops.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      response.onResponseBody(new SocketEffect.CloseSocket());
    } else if (!probe && stalls.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      response.onResponseBody(SocketEffect.Stall.INSTANCE);
    }
    return response.build();
  }

  private void waitAtGate(long from) {
    if (from >= gateFrom) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static MockResponse json(String text) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "application/json")
        .body(new Buffer().write(text.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  private static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }
}
