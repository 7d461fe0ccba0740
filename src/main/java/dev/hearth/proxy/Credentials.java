package dev.hearth.proxy;

import dev.hearth.backend.Credential;
import java.util.ArrayList;
import java.util.List;

/** Finds the one credential of a request. Values never appear in what is thrown. */
final class Credentials {
  private record Found(String slot, Credential credential) {}

  /**
   * Where a caller may put Hearth's own key, so that the usual slots are free for the backend's.
   */
  private static final String OWN_SLOT = "x-hearth-key";

  private final Doorman doorman;
  private final boolean ignoreCaller;

  Credentials(Doorman doorman, boolean ignoreCaller) {
    this.doorman = doorman;
    this.ignoreCaller = ignoreCaller;
  }

  /** The credential meant for the backend, after Hearth's own key was checked and taken out. */
  Credential admit(HeaderBag headers) throws Refusal {
    List<Found> found = found(headers);
    String own = headers.text(OWN_SLOT);
    if (doorman.demandsKey()) {
      if (!own.isEmpty() && doorman.isKey(own)) {
        return single(found);
      }
      Credential presented = single(found);
      if (!own.isEmpty() || !doorman.isKey(presented.token())) {
        throw new Refusal(
                401,
                "This Hearth asks for its key. Send it as 'Authorization: Bearer KEY' or"
                    + " 'x-api-key: KEY'.")
            .with("WWW-Authenticate", "Bearer");
      }
      return Credential.NONE;
    }
    return single(found);
  }

  /** Refuses a second credential when Hearth has one of its own for the backend. */
  Credential forBackend(Credential caller, boolean backendHasKey) throws Refusal {
    if (!backendHasKey || !caller.present() || ignoreCaller) {
      return backendHasKey ? Credential.NONE : caller;
    }
    throw Refusal.badRequest(
        "Two credentials: Hearth has a key of its own for the backend, and the request brings"
            + " another one. Leave the request's out, or let Hearth ignore it with"
            + " --ignore-client-keys.");
  }

  private static Credential single(List<Found> found) throws Refusal {
    if (found.size() > 1) {
      throw Refusal.badRequest(
          "Two credentials: one in "
              + found.get(0).slot
              + " and one in "
              + found.get(1).slot
              + ". Send exactly one.");
    }
    Credential credential = found.isEmpty() ? Credential.NONE : found.getFirst().credential;
    if (!credential.sendable()) {
      throw Refusal.badRequest(
          "The credential in "
              + found.getFirst().slot
              + " has characters that no header can carry.");
    }
    return credential;
  }

  private static List<Found> found(HeaderBag headers) {
    List<Found> found = new ArrayList<>();
    for (String value : headers.all("Authorization")) {
      add(found, "the Authorization header", Credential.authorization(value));
    }
    for (String value : headers.all("X-Api-Key")) {
      add(found, "the x-api-key header", Credential.key(value));
    }
    return found;
  }

  private static void add(List<Found> found, String slot, Credential credential) {
    if (credential.present()) {
      found.add(new Found(slot, credential));
    }
  }
}
