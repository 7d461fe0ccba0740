package dev.hearth.desk.services;

import java.net.URI;
import java.util.List;

/**
 * What a client must know to use this proxy.
 *
 * @param base the proxy's root, without a trailing slash
 * @param key what clients send as their key; any word when none is asked for
 * @param keyed whether the key is asked for
 * @param models what clients may name, the one to use first
 */
public record ClientFacts(URI base, String key, boolean keyed, List<ModelChoice> models) {
  public ClientFacts {
    models = List.copyOf(models);
  }
}
