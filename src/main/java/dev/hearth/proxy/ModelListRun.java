package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendCall;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendReply;
import dev.hearth.backend.BackendRouter;
import dev.hearth.backend.Credential;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers which models there are. */
final class ModelListRun {
  private static final int LONGEST_LIST = 8 * 1024 * 1024;

  private final Exchange exchange;
  private final Outlet outlet;
  private final Protocol shape;

  ModelListRun(Exchange exchange, Outlet outlet, Protocol shape) {
    this.exchange = exchange;
    this.outlet = outlet;
    this.shape = shape;
  }

  /** From what the router knows. */
  void run(List<BackendRouter.ServedModel> models) throws Cancelled {
    outlet.whole(
        Json.bytes(
            shape == Protocol.ANTHROPIC
                ? ModelList.anthropic(models.stream().map(BackendRouter.ServedModel::id).toList())
                : ModelList.openAi(models)));
  }

  /** From the backend's own list, in Anthropic's shape. */
  void run(Backend backend, Credential caller) throws Refusal, Cancelled {
    BackendCall call = backend.call("GET", "/v1/models", Optional.empty(), caller, Map.of());
    try (Cancellation.Guarded _ = exchange.cancellation().during(call::cancel);
        BackendReply reply = call.send()) {
      byte[] body = reply.upTo(LONGEST_LIST);
      if (reply.status() != 200) {
        throw BackendRefusals.of(reply.status(), reply.header("Retry-After"), body, 0);
      }
      List<String> ids =
          Json.parse(body).map(ModelList::ids).orElseThrow(BackendRefusals::unintelligible);
      outlet.whole(Json.bytes(ModelList.anthropic(ids)));
    } catch (BackendException e) {
      exchange.cancellation().check();
      throw BackendRefusals.of(e);
    }
  }
}
