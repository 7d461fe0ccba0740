package dev.hearth.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.List;
import java.util.Optional;

/**
 * One call after it was checked.
 *
 * @param call as it may go to the client if there are no faults
 * @param written the name the model wrote
 * @param arguments the arguments as an object, absent when they are none
 * @param repairs what was mended
 * @param remarks what was noticed and left alone
 * @param faults what makes it unusable
 */
record Reviewed(
    ToolCall call,
    String written,
    Optional<ObjectNode> arguments,
    List<Finding> repairs,
    List<Finding> remarks,
    List<Finding> faults) {
  Reviewed {
    repairs = List.copyOf(repairs);
    remarks = List.copyOf(remarks);
    faults = List.copyOf(faults);
  }

  /** Arguments that any chat template can put into a prompt. */
  String quotable() {
    return arguments.map(Json::text).orElse("{}");
  }

  /** The same call apart from its id. */
  boolean sameAs(Reviewed other) {
    return call.name().equals(other.call.name())
        && arguments.isPresent()
        && arguments.equals(other.arguments);
  }
}
