package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ReplyAssembly;
import dev.hearth.wire.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts deltas together into the one response that a client gets which did not ask for a stream. Not
 * thread-safe.
 */
public final class ResponsesReply implements ReplyAssembly {
  private final ReplyFrame frame;
  private final Supplier<String> tokens;
  private final List<OutputItem> items = new ArrayList<>();
  private final Map<Integer, OutputItem.Call> calls = new HashMap<>();

  private Delta.Opened opened = new Delta.Opened("", "");
  private Usage usage = Usage.NONE;
  private Delta.Ended ended = new Delta.Ended(Finish.STOP);

  /**
   * @param tokens a new unique token at each call, for ids that the backend does not give
   */
  public ResponsesReply(ReplyFrame frame, Supplier<String> tokens) {
    this.frame = frame;
    this.tokens = tokens;
  }

  @Override
  public void add(Delta delta) {
    switch (delta) {
      case Delta.Opened first ->
          opened = opened.id().isEmpty() && opened.model().isEmpty() ? first : opened;
      case Delta.Text(String words) -> text(words);
      case Delta.Reasoning(String words) -> thinking(words);
      case Delta.CallStart start -> {
        String callId = start.id().isEmpty() ? "call_" + tokens.get() : start.id();
        OutputItem.Call call =
            OutputItem.Call.of(
                start.name(), frame.book().shownAs(start.name()), tokens.get(), callId);
        calls.put(start.index(), call);
        items.add(call);
      }
      case Delta.CallArguments more -> {
        if (calls.containsKey(more.index())) {
          calls.get(more.index()).arguments().append(more.fragment());
        }
      }
      case Delta.Prefill _, Delta.Signature _, Delta.Foreign _ -> {}
      case Delta.Tokens counted -> usage = counted.usage();
      case Delta.Ended end -> ended = end;
    }
  }

  private void text(String words) {
    if (words.isEmpty()) {
      return;
    }
    if (items.isEmpty() || !(items.getLast() instanceof OutputItem.Words)) {
      items.add(new OutputItem.Words("msg_" + tokens.get(), new StringBuilder()));
    }
    ((OutputItem.Words) items.getLast()).text().append(words);
  }

  private void thinking(String words) {
    if (words.isEmpty()) {
      return;
    }
    if (items.isEmpty() || !(items.getLast() instanceof OutputItem.Thinking)) {
      items.add(
          new OutputItem.Thinking("rs_" + tokens.get(), frame.summarizes(), new StringBuilder()));
    }
    ((OutputItem.Thinking) items.getLast()).text().append(words);
  }

  @Override
  public ObjectNode whole() {
    ArrayNode output = Json.array();
    for (OutputItem item : items) {
      boolean last = item == items.getLast();
      output.add(item.node(last ? ResponseEnd.lastItemStatus(ended.finish()) : "completed"));
    }
    String status = ResponseEnd.status(ended.finish());
    String id = ReplyFrame.id(opened, tokens);
    ObjectNode response = frame.response(id, opened.model(), status, output);
    ResponseEnd.write(ended, usage, response);
    return response;
  }
}
