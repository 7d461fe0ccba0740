package dev.hearth.guard;

import java.util.List;

/**
 * The end of a reply.
 *
 * @param passages what may still go out, in order; nothing of a rejected call is among it
 * @param verdict how the reply was judged
 */
public record Judgement(List<Passage> passages, Verdict verdict) {
  public Judgement {
    passages = List.copyOf(passages);
  }
}
