package dev.hearth.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plays replies through a gate and says what a client saw. */
final class Replies {
  static final String FETCH_SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"url\":{\"type\":\"string\"},\"count\":{\"type\":\"integer\"},"
          + "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"deep\":{\"type\":\"boolean\"},"
          + "\"options\":{\"type\":\"object\"}},\"required\":[\"url\"]}";

  static final ToolSpec FETCH = tool("fetch", FETCH_SCHEMA);
  static final ToolSpec SUBMIT =
      tool("submit", "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}");
  static final ToolSpec READ_FILE =
      tool(
          "read_file",
          "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},\"required\":[\"path\"]}");

  static final ToolOffer OFFER = offer(new ToolChoice.Auto(), FETCH, SUBMIT, READ_FILE);

  private Replies() {}

  static ToolSpec tool(String name, String schema) {
    return new ToolSpec(name, "", Json.parse(schema).orElseThrow());
  }

  static ToolOffer offer(ToolChoice choice, ToolSpec... tools) {
    return new ToolOffer(Arrays.asList(tools), choice, true);
  }

  static GuardSettings policy(TextPolicy policy) {
    return new GuardSettings(policy, 3, 2, java.util.Set.of());
  }

  /** What a client and the desk saw of a reply. */
  record Seen(
      String text,
      String reasoning,
      List<ToolCall> calls,
      Verdict verdict,
      Finish finish,
      List<Passage> passages) {
    List<String> names() {
      return calls.stream().map(ToolCall::name).toList();
    }

    JsonNode arguments(int index) {
      return Json.parse(calls.get(index).arguments()).orElseThrow();
    }

    Rule rule() {
      return ((Verdict.Rejected) verdict).rule();
    }

    Verdict.Rejected rejected() {
      return (Verdict.Rejected) verdict;
    }

    List<Rule> rules() {
      return verdict.findings().stream().map(Finding::rule).toList();
    }
  }

  static Seen text(String text) {
    return text(OFFER, GuardSettings.DEFAULT, text, Finish.STOP);
  }

  static Seen text(ToolOffer offer, GuardSettings settings, String text, Finish finish) {
    return play(new Gate(offer, settings, false), List.of(new Delta.Text(text)), finish);
  }

  static Seen calls(ToolOffer offer, GuardSettings settings, ToolCall... calls) {
    return play(new Gate(offer, settings, false), deltas(calls), Finish.TOOL_CALLS);
  }

  static List<Delta> deltas(ToolCall... calls) {
    List<Delta> deltas = new ArrayList<>();
    for (int i = 0; i < calls.length; i++) {
      deltas.add(new Delta.CallStart(i, calls[i].id(), calls[i].name()));
      deltas.add(new Delta.CallArguments(i, calls[i].arguments()));
    }
    return deltas;
  }

  static Seen play(Gate gate, List<? extends Delta> deltas, Finish finish) {
    List<Passage> passages = new ArrayList<>();
    for (Delta delta : deltas) {
      if (!gate.mustStop()) {
        passages.addAll(gate.accept(delta));
      }
    }
    passages.addAll(gate.accept(new Delta.Ended(finish)));
    Judgement judgement = gate.end();
    passages.addAll(judgement.passages());
    return seen(passages, judgement.verdict());
  }

  private static Seen seen(List<Passage> passages, Verdict verdict) {
    StringBuilder text = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    List<ToolCall> calls = new ArrayList<>();
    Finish finish = null;
    for (Passage passage : passages) {
      if (passage instanceof Passage.Released(Delta delta)) {
        switch (delta) {
          case Delta.Text t -> text.append(t.text());
          case Delta.Reasoning r -> reasoning.append(r.text());
          case Delta.CallStart s -> calls.add(new ToolCall(s.id(), s.name(), ""));
          case Delta.CallArguments a -> {
            ToolCall begun = calls.removeLast();
            calls.add(new ToolCall(begun.id(), begun.name(), begun.arguments() + a.fragment()));
          }
          case Delta.Ended e -> finish = e.finish();
          default -> {
            // Of no interest here.
          }
        }
      }
    }
    return new Seen(text.toString(), reasoning.toString(), calls, verdict, finish, passages);
  }

  /** Cuts a text into pieces of the given sizes, over and over. */
  static List<Delta> cut(String text, int... sizes) {
    List<Delta> pieces = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < text.length(); i++) {
      int end = Math.min(text.length(), at + Math.max(1, sizes[i % sizes.length]));
      pieces.add(new Delta.Text(text.substring(at, end)));
      at = end;
    }
    return pieces;
  }
}
