package dev.hearth.practice;

import dev.hearth.practice.Scenario.Group;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the practice model says. None of it can be taken for the words of a real model. */
final class Wording {
  static final String REASONING =
      "The user wants to see reasoning. I am a script, so I only pretend: first I look at the"
          + " question, then I look at what I was given, then I answer.";
  static final String AFTER_REASONING =
      "That was *practice* reasoning: clients show it apart from this answer, or not at all.";
  static final String BEFORE_CALL = "I will use a tool for that.\n\n";
  static final String INTENTION =
      "Sure! I will now call the tool to look that up for you, and then I will tell you what it"
          + " says.";
  static final String SLOW = "This is a slow practice model. Each token takes its time.";
  static final String HALF = "These are the first words of a practice answer, and then ";
  static final String REPEATED = "I am thinking about it.\n";
  static final String CORRECTED =
      "*Practice reply.* I was told that my last reply was wrong, and this is the corrected one.";

  private static final int QUOTED = 400;
  private static final int LONG_LINES = 45;
  private static final List<String> WHO =
      List.of("A gardener", "The night train", "An old clock", "My neighbour", "The lighthouse");
  private static final List<String> DOES =
      List.of("waits for", "remembers", "walks past", "sings about", "repairs", "paints", "counts");
  private static final List<String> WHAT =
      List.of("the first snow", "a red door", "the harbour", "three small boats");

  private Wording() {}

  static String introduction(String message) {
    return """
    I am **practice**, the scripted stand-in that ships with Hearth. I am not a language \
    model: I cannot answer questions, but I can show you everything that happens between a \
    client and a model.

    You wrote: “%s”

    Type one of these to see something:

    %s

    `practice:help` lists all of them.\
    """
        .formatted(
            quoted(message),
            lines(
                List.of(
                    Scenario.TEXT,
                    Scenario.THINK,
                    Scenario.CALL,
                    Scenario.FENCED_TOOL_ARGS,
                    Scenario.UNKNOWN_TOOL,
                    Scenario.SLOW)));
  }

  static String help() {
    String groups =
        List.of(Group.values()).stream()
            .map(group -> "## " + group.title() + "\n\n" + lines(Scenarios.of(group)))
            .collect(Collectors.joining("\n\n"));
    return """
    # What the practice model can show

    Put one of these words into a message. A failure in “%s” happens once and the next \
    attempt is right; add the word `always` to see it fail every time.

    %s\
    """
        .formatted(Group.BAD_CALLS.title(), groups);
  }

  static String text() {
    return """
    # A practice answer

    This text comes from Hearth's **practice model**, a script that ships with the app. \
    Nothing here was thought up by a language model, and nothing left this machine.

    ## What you can see now

    - the words arrive one by one, as they do from a real server;
    - the *traffic* view shows each event with its time;
    - the usage at the end counts prompt and reply.

    ```python
    def greet(name):
        return f"Hello, {name}!"
    ```

    | step | who | what |
    |---|---|---|
    | 1 | client | asks |
    | 2 | Hearth | checks |
    | 3 | model | answers |

    Type `practice:help` for everything else I can show.\
    """;
  }

  static String longText() {
    return IntStream.range(0, LONG_LINES)
        .mapToObj(
            i ->
                "%d. %s %s %s on practice day %d, and nobody asks why."
                    .formatted(
                        i + 1,
                        WHO.get(i % WHO.size()),
                        DOES.get(i % DOES.size()),
                        WHAT.get(i % WHAT.size()),
                        i * 7 % 365 + 1))
        .collect(Collectors.joining("\n"));
  }

  static String answer(List<Situation.Result> results) {
    String quotes =
        results.stream()
            .map(result -> "`%s` answered:\n\n> %s".formatted(result.tool(), inQuote(result)))
            .collect(Collectors.joining("\n\n"));
    return "*Practice reply.* " + quotes + "\n\nThat is all the practice model can say about it.";
  }

  static String needsTool(Scenario scenario, String what) {
    return """
    *Practice reply.* `%s` shows “%s”, and for that the client must offer %s. This request \
    offers none.

    Try it from a coding agent, or type `practice:text`.\
    """
        .formatted(scenario.keyword(), scenario.title(), what);
  }

  private static String inQuote(Situation.Result result) {
    return quoted(result.content()).replace("\n", "\n> ");
  }

  private static String quoted(String text) {
    String stripped = text.strip();
    if (stripped.length() <= QUOTED) {
      return stripped;
    }
    int end =
        stripped.offsetByCodePoints(
            0, Math.min(QUOTED, stripped.codePointCount(0, stripped.length())));
    return stripped.substring(0, end) + "…";
  }

  private static String lines(List<Scenario> scenarios) {
    return scenarios.stream()
        .map(scenario -> "- `%s` – %s".formatted(scenario.keyword(), scenario.shows()))
        .collect(Collectors.joining("\n"));
  }
}
