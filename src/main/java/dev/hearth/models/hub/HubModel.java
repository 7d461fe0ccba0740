package dev.hearth.models.hub;

/**
 * A repository found by a search.
 *
 * @param id {@code owner/repo}
 * @param downloads downloads of the last month
 * @param likes how many people like it
 * @param updated when it was last changed, as the hub writes it; empty where it does not say
 * @param gated whether its terms have to be accepted
 */
public record HubModel(String id, long downloads, long likes, String updated, boolean gated) {}
