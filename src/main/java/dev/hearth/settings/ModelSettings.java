package dev.hearth.settings;

/**
 * How servers are run. The watched folders are the library's own.
 *
 * @param llamaServer the chosen llama-server program, empty for the best one found
 * @param hubEndpoint where models are downloaded from
 * @param swapOnDemand whether a request for another model starts it
 * @param maxServers how many servers may run at once
 * @param idleUnloadMinutes minutes without a request after which a server is stopped; 0 never
 * @param restartAfterCrash whether a crashed server is started again
 * @param usualForUnknownNames whether the running model answers requests for names nobody knows
 */
public record ModelSettings(
    String llamaServer,
    String hubEndpoint,
    boolean swapOnDemand,
    int maxServers,
    int idleUnloadMinutes,
    boolean restartAfterCrash,
    boolean usualForUnknownNames) {
  /** What a new user gets. */
  public static final ModelSettings DEFAULT =
      new ModelSettings("", "https://huggingface.co", true, 1, 0, true, true);

  /** The same with another program. */
  public ModelSettings withLlamaServer(String program) {
    return new ModelSettings(
        program,
        hubEndpoint,
        swapOnDemand,
        maxServers,
        idleUnloadMinutes,
        restartAfterCrash,
        usualForUnknownNames);
  }

  /** The same with another hub or mirror. */
  public ModelSettings withHubEndpoint(String endpoint) {
    return new ModelSettings(
        llamaServer,
        endpoint,
        swapOnDemand,
        maxServers,
        idleUnloadMinutes,
        restartAfterCrash,
        usualForUnknownNames);
  }
}
