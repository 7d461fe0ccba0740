package dev.hearth.settings;

import java.util.List;

/**
 * Where models are looked for and how servers are run.
 *
 * @param roots the folders the user knows of; an empty list means the usual places
 * @param llamaServer the chosen llama-server program, empty for the best one found
 * @param hubEndpoint where models are downloaded from
 * @param swapOnDemand whether a request for another model starts it
 * @param maxServers how many servers may run at once
 * @param idleUnloadMinutes minutes without a request after which a server is stopped; 0 never
 * @param restartAfterCrash whether a crashed server is started again
 */
public record ModelSettings(
    List<Root> roots,
    String llamaServer,
    String hubEndpoint,
    boolean swapOnDemand,
    int maxServers,
    int idleUnloadMinutes,
    boolean restartAfterCrash) {
  /** What a new user gets. */
  public static final ModelSettings DEFAULT =
      new ModelSettings(List.of(), "", "https://huggingface.co", true, 1, 0, true);

  public ModelSettings {
    roots = List.copyOf(roots);
  }

  /** A folder with models; a switched-off one is remembered but not read. */
  public record Root(String path, boolean enabled) {}
}
