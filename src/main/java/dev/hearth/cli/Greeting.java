package dev.hearth.cli;

import java.io.PrintWriter;
import java.net.URI;

/** The lines a person sees when the proxy is ready: where it is, and a command to try it. */
final class Greeting {
  private Greeting() {}

  static void print(PrintWriter out, URI url, String backend, boolean practice) {
    if (practice) {
      out.println("*** PRACTICE MODEL: scripted replies, no real model answers here ***");
      out.println();
    }
    out.println("Hearth is ready at " + url + (practice ? "" : ", guarding " + backend));
    out.println("  OpenAI clients     " + url + "/v1");
    out.println("  Anthropic clients  " + url);
    out.println();
    out.println("Try it:");
    out.println("  curl -N " + url + "/v1/chat/completions -H 'Content-Type: application/json' \\");
    out.println(
        "    -d '{\"model\":\""
            + (practice ? "practice" : "default")
            + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}'");
    out.println();
  }
}
