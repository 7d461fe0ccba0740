package dev.hearth.clients;

import java.time.Duration;

/**
 * How a probe went.
 *
 * @param probe what was tried
 * @param passed whether it worked
 * @param took how long it took
 * @param finding what came back, or what failed
 * @param fix what to do about it, empty when it worked
 */
public record ProbeResult(Probe probe, boolean passed, Duration took, String finding, String fix) {}
