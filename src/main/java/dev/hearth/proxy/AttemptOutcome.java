package dev.hearth.proxy;

import dev.hearth.guard.Verdict;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Usage;
import dev.hearth.wire.anthropic.SignedThoughts;
import java.util.Optional;

/**
 * How one backend call ended.
 *
 * @param model the model as the backend named it
 * @param finish why the reply ended
 * @param usage its tokens
 * @param verdict how it was judged, nothing for an unguarded reply
 * @param thoughts what its server signed
 */
record AttemptOutcome(
    String model, Finish finish, Usage usage, Optional<Verdict> verdict, SignedThoughts thoughts) {}
