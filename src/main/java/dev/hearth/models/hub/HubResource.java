package dev.hearth.models.hub;

import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** One file on the hub and the address its bytes come from at the moment. */
final class HubResource {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final HubHttp http;
  private final HubReference reference;
  private final HubFile file;
  private volatile Place place;

  /**
   * Where the bytes are.
   *
   * @param url the address; signed and short-lived where it is not at the hub
   * @param identity changes when the file does
   * @param etag what to send with {@code If-Range}; empty for none
   * @param ranges whether parts can be asked for
   */
  record Place(HttpUrl url, String identity, String etag, boolean ranges) {}

  HubResource(HubHttp http, HubReference reference, HubFile file) {
    this.http = http;
    this.reference = reference;
    this.file = file;
  }

  HubReference reference() {
    return reference;
  }

  HubFile file() {
    return file;
  }

  /** Where the bytes are, asked anew if nobody asked before. */
  Place place(CallGroup calls) throws IOException {
    Place known = place;
    return known == null ? locate(calls) : known;
  }

  /** The address has run out; the next question goes to the hub again. */
  void forget() {
    place = null;
  }

  private synchronized Place locate(CallGroup calls) throws IOException {
    Request request = new Request.Builder().url(hubUrl()).header("Range", "bytes=0-0").build();
    String linked = "";
    for (int hop = 0; hop < 4; hop++) {
      try (Response response = http.once(request, calls)) {
        linked = linked.isEmpty() ? linkedHash(response) : linked;
        if (response.isRedirect()) {
          HttpUrl to = http.target(request.url(), response);
          request = request.newBuilder().url(to).build();
          if (!http.atHub(to)) {
            return place = probe(to, linked, calls);
          }
        } else {
          return place = describe(request.url(), linked, response);
        }
      }
    }
    throw new HubException(Kind.SERVER, "The hub sends requests round in circles.");
  }

  /** Asks for some of the bytes; the caller closes the answer. */
  Response open(long from, long to, CallGroup calls) throws IOException {
    Place at = place(calls);
    Request.Builder request =
        new Request.Builder().url(at.url()).header("Accept-Encoding", "identity");
    if (at.ranges()) {
      request.header("Range", "bytes=" + from + "-" + (to - 1));
      if (!at.etag().isEmpty()) {
        request.header("If-Range", at.etag());
      }
    }
    return http.follow(request.build(), calls);
  }

  /** True where an answer holds exactly the bytes that were asked for. */
  boolean isPart(Response response, long from, long to) {
    Matcher range = CONTENT_RANGE.matcher(response.header("Content-Range", ""));
    return response.code() == 206
        && range.matches()
        && range.group(1).equals(Long.toString(from))
        && range.group(2).equals(Long.toString(to - 1))
        && (range.group(3).equals("*") || range.group(3).equals(Long.toString(file.size())));
  }

  HubException error(Response response) {
    return HubErrors.of(response, reference.id(), http);
  }

  boolean fromHub(Response response) {
    return http.atHub(response.request().url());
  }

  HubHttp http() {
    return http;
  }

  private HttpUrl hubUrl() {
    HttpUrl.Builder url =
        http.endpoint()
            .newBuilder()
            .addPathSegment(reference.owner())
            .addPathSegment(reference.repo())
            .addPathSegment("resolve")
            .addPathSegment(reference.revision());
    for (String part : file.path().split("/")) {
      url.addPathSegment(part);
    }
    return url.build();
  }

  private Place probe(HttpUrl url, String linked, CallGroup calls) throws IOException {
    Request request =
        new Request.Builder()
            .url(url)
            .header("Range", "bytes=0-0")
            .header("Accept-Encoding", "identity")
            .build();
    try (Response response = http.follow(request, calls)) {
      return describe(url, linked, response);
    }
  }

  private Place describe(HttpUrl url, String linked, Response response) throws IOException {
    // An empty file has no first byte to give.
    boolean none = response.code() == 416 && file.size() == 0;
    if (!response.isSuccessful() && !none) {
      throw new UnexpectedAnswer(response, error(response), fromHub(response));
    }
    long size = size(response);
    if (size >= 0 && size != file.size()) {
      throw changed("it has " + size + " bytes now, not " + file.size());
    }
    if (!linked.isEmpty() && !file.sha256().isEmpty() && !linked.equals(file.sha256())) {
      throw changed("its hash is another one");
    }
    String etag = response.header("ETag", "");
    String strong = etag.startsWith("W/") ? "" : etag;
    String identity =
        !linked.isEmpty() ? linked : !file.sha256().isEmpty() ? file.sha256() : strong;
    return new Place(url, identity, strong, response.code() == 206);
  }

  HubException changed(String how) {
    return new HubException(
        Kind.CHANGED,
        file.name() + " has changed on the hub (" + how + "). List the repository again.");
  }

  private static long size(Response response) {
    Matcher range = CONTENT_RANGE.matcher(response.header("Content-Range", ""));
    if (range.matches() && !range.group(3).equals("*")) {
      return Long.parseLong(range.group(3));
    }
    return response.code() == 200 ? response.body().contentLength() : -1;
  }

  private static String linkedHash(Response response) {
    String tag = response.header("X-Linked-ETag", "").replace("\"", "").toLowerCase(Locale.ROOT);
    return SHA256.matcher(tag).matches() ? tag : "";
  }
}
