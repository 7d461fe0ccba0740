package dev.hearth.backend;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;

/** One request to a model server, which any thread may cancel at any time. */
public final class BackendCall {
  private final Call call;
  private final String url;

  BackendCall(Call call, String url) {
    this.call = call;
    this.url = url;
  }

  /** The address, without user or password. */
  public String url() {
    return url;
  }

  /** The headers that are sent. */
  public List<Map.Entry<String, String>> headers() {
    return entries(call.request().headers());
  }

  /** Lets the whole call, the reading of its body included, take no longer than this. */
  BackendCall within(Duration limit) {
    call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Sends the request and waits for the head of the reply. */
  public BackendReply send() throws BackendException {
    try {
      return new BackendReply(call, call.execute());
    } catch (IOException e) {
      throw failure(call, e, false);
    }
  }

  /** Aborts the request; whoever waits for it gets a {@link BackendException}. */
  public void cancel() {
    call.cancel();
  }

  static List<Map.Entry<String, String>> entries(Headers headers) {
    List<Map.Entry<String, String>> entries = new ArrayList<>(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      entries.add(Map.entry(headers.name(i), headers.value(i)));
    }
    return Collections.unmodifiableList(entries);
  }

  static BackendException failure(Call call, IOException e, boolean answered) {
    if (e instanceof BackendException known) {
      return known;
    }
    if (call.isCanceled() && !(e instanceof java.io.InterruptedIOException)) {
      return new BackendException(BackendException.Kind.CANCELLED, "The call was cancelled.", e);
    }
    if (e instanceof SocketTimeoutException && !connecting(e)
        || e instanceof java.io.InterruptedIOException && !(e instanceof SocketTimeoutException)) {
      return new BackendException(
          BackendException.Kind.TIMEOUT, "The model server did not answer in time.", e);
    }
    if (answered) {
      return new BackendException(
          BackendException.Kind.BROKEN_OFF,
          "The model server broke off in the middle of its reply.",
          e);
    }
    return unanswered(e);
  }

  private static BackendException unanswered(IOException e) {
    boolean refused =
        e instanceof java.net.ConnectException
            || e instanceof java.net.UnknownHostException
            || e instanceof java.net.NoRouteToHostException
            || e instanceof SocketTimeoutException;
    return refused
        ? new BackendException(
            BackendException.Kind.UNREACHABLE,
            "The model server cannot be reached. Is it running, and is the address right?",
            e)
        : new BackendException(
            BackendException.Kind.BROKEN_OFF,
            "The model server closed the connection without an answer.",
            e);
  }

  // OkHttp tells a connection that took too long from a silent server only in the message.
  private static boolean connecting(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("connect");
  }
}
