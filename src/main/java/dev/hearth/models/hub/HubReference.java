package dev.hearth.models.hub;

import dev.hearth.models.hub.HubException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person means on the hub: {@code owner/repo}, {@code owner/repo:Q4_K_M}, or an address
 * copied from the browser.
 *
 * @param owner who published it
 * @param repo the repository's name
 * @param revision branch, tag or commit
 * @param quant the quantisation asked for; empty for the usual one
 * @param file the path of one file asked for; empty for none in particular
 */
public record HubReference(String owner, String repo, String revision, String quant, String file) {
  /** The branch every repository has. */
  public static final String MAIN = "main";

  private static final String NAME = "[A-Za-z0-9][\\w.-]{0,95}";

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:hf\\.co|huggingface\\.co|hf:/)/)?("
              + NAME
              + ")/("
              + NAME
              + ")(?:@([\\w./-]{1,200}))?(?::([\\w.-]{1,64}))?");

  private static final Pattern SAFE_NAME = Pattern.compile(NAME);
  private static final Pattern SAFE_REVISION = Pattern.compile("[\\w./-]{1,200}");

  /** The words by which the hub's addresses lead to files. */
  private static final List<String> FILE_WORDS = List.of("resolve", "blob", "raw");

  /** Refuses names that could lead elsewhere. */
  public HubReference {
    if (!SAFE_NAME.matcher(owner).matches()
        || !SAFE_NAME.matcher(repo).matches()
        || !SAFE_REVISION.matcher(revision).matches()
        || revision.contains("..")
        || owner.contains("..")
        || repo.contains("..")) {
      throw new IllegalArgumentException("not a repository: " + owner + "/" + repo);
    }
  }

  /** Reads what a person typed or pasted. */
  public static HubReference parse(String text) throws HubException {
    String clean = text.strip();
    try {
      return clean.startsWith("http://") || clean.startsWith("https://")
          ? address(clean)
          : words(clean);
    } catch (IllegalArgumentException | URISyntaxException e) {
      throw unreadable(text);
    }
  }

  /** {@code owner/repo}. */
  public String id() {
    return owner + "/" + repo;
  }

  /** The same repository at another revision. */
  public HubReference at(String other) {
    return new HubReference(owner, repo, other, quant, file);
  }

  private static HubReference words(String text) throws HubException {
    Matcher matcher = SHORT.matcher(text);
    if (!matcher.matches()) {
      throw unreadable(text);
    }
    String revision = matcher.group(3) == null ? MAIN : matcher.group(3);
    String quant = matcher.group(4) == null ? "" : matcher.group(4);
    return new HubReference(matcher.group(1), matcher.group(2), revision, quant, "");
  }

  private static HubReference address(String text) throws HubException, URISyntaxException {
    URI uri = new URI(text);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    List<String> parts =
        Arrays.stream(path.split("/"))
            .filter(part -> !part.isEmpty())
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    if (parts.size() < 2) {
      throw unreadable(text);
    }
    String[] repoAndQuant = parts.get(1).split(":", 2);
    String quant = repoAndQuant.length > 1 ? repoAndQuant[1] : "";
    String revision = parts.size() > 3 ? parts.get(3) : MAIN;
    boolean toFile = parts.size() > 4 && FILE_WORDS.contains(parts.get(2));
    String file = toFile ? String.join("/", parts.subList(4, parts.size())) : "";
    return new HubReference(parts.get(0), repoAndQuant[0], revision, quant, file);
  }

  private static HubException unreadable(String text) {
    return new HubException(
        Kind.NOT_A_REFERENCE,
        "'"
            + text.strip()
            + "' is no model on the hub. Write owner/repo, owner/repo:Q4_K_M, or paste the"
            + " page's address.");
  }
}
