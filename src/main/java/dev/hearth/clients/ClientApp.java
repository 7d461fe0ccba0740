package dev.hearth.clients;

import java.util.List;
import java.util.Optional;

/**
 * A program that can use the proxy, as its data file describes it.
 *
 * @param id stable name
 * @param name as its makers write it
 * @param protocol "openai", "anthropic" or "responses"
 * @param recognise beginnings or parts of its user agent, in lower case
 * @param summary what it is, in a sentence
 * @param context tokens of context below which it soon has no room to work, 0 where any will do
 * @param limits what does not work, empty when everything does
 * @param notes what to know when setting it up
 * @param snippets texts to copy
 * @param write how its configuration file is changed, when Hearth can do that
 * @param launch how it is started, when it is a command-line program
 */
public record ClientApp(
    String id,
    String name,
    String protocol,
    List<String> recognise,
    String summary,
    int context,
    String limits,
    List<String> notes,
    List<Snippet> snippets,
    Optional<WriteRecipe> write,
    Optional<LaunchRecipe> launch) {
  public ClientApp {
    recognise = List.copyOf(recognise);
    notes = List.copyOf(notes);
    snippets = List.copyOf(snippets);
  }
}
