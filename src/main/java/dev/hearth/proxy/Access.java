package dev.hearth.proxy;

import java.util.Set;

/**
 * Who may use the proxy.
 *
 * @param key what callers must present, empty when nobody need
 * @param hosts further host names it may be addressed by, beside the loopback ones
 * @param origins web origins whose pages may use it; {@code *} for all
 * @param ignoreCallerCredential whether a caller's credential is dropped when Hearth has a key of
 *     its own for the backend, instead of being refused
 */
public record Access(
    String key, Set<String> hosts, Set<String> origins, boolean ignoreCallerCredential) {
  /** Programs on this machine, no web pages, no key. */
  public static final Access DEFAULT = new Access("", Set.of(), Set.of(), false);

  public Access {
    key = key.strip();
    hosts = Set.copyOf(hosts);
    origins = Set.copyOf(origins);
  }

  public Access withKey(String value) {
    return new Access(value, hosts, origins, ignoreCallerCredential);
  }

  public Access withHosts(Set<String> value) {
    return new Access(key, value, origins, ignoreCallerCredential);
  }

  public Access withOrigins(Set<String> value) {
    return new Access(key, hosts, value, ignoreCallerCredential);
  }

  public Access withIgnoreCallerCredential(boolean value) {
    return new Access(key, hosts, origins, value);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Access[key "
        + (key.isEmpty() ? "none" : "***")
        + ", hosts "
        + hosts
        + ", origins "
        + origins
        + "]";
  }
}
