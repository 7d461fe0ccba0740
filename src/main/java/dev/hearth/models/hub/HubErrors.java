package dev.hearth.models.hub;

import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.util.Locale;
import okhttp3.Response;

/** Says in a sentence what an answer of the hub means. */
final class HubErrors {
  private HubErrors() {}

  static HubException of(Response response, String what, HubHttp http) {
    String code = String.valueOf(response.header("X-Error-Code")).toLowerCase(Locale.ROOT);
    return switch (response.code()) {
      case 404 -> notFound(code, what);
      case 401, 403 -> code.contains("notfound") ? notFound(code, what) : access(code, what, http);
      case 429 ->
          new HubException(
              Kind.RATE_LIMITED, "The hub asks to slow down. Try again in a few minutes.");
      default ->
          new HubException(
              Kind.SERVER,
              "The hub answered " + response.code() + " for " + what + ". Try again later.");
    };
  }

  static HubException unreachable(HubHttp http, IOException cause) {
    return new HubException(
        Kind.NETWORK,
        "The hub at "
            + http.endpoint().host()
            + " cannot be reached ("
            + cause.getMessage()
            + "). Check the network, or choose a mirror in the settings (HF_ENDPOINT).",
        cause);
  }

  private static HubException notFound(String code, String what) {
    String thing = code.contains("entry") ? "That file is not in " : "There is no repository ";
    return new HubException(
        Kind.NOT_FOUND, thing + what + " on the hub. Check the spelling, or search for it.");
  }

  private static HubException access(String code, String what, HubHttp http) {
    if (!http.hasToken()) {
      return new HubException(
          Kind.NO_ACCESS,
          what
              + " is gated or private. Accept its terms on "
              + http.endpoint().host()
              + ", make a token there and give it to Hearth (HF_TOKEN).");
    }
    return new HubException(
        Kind.NO_ACCESS,
        code.contains("gated")
            ? "Your token gives no access to " + what + ". Accept its terms on its page first."
            : "The hub refuses your token for " + what + ". Make a new one and try again.");
  }
}
