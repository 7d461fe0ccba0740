package dev.hearth.desk.services;

import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.hub.HubChoice;
import dev.hearth.models.hub.HubListing;
import dev.hearth.models.hub.HubModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where more models come from; no call blocks, and a failed answer's message is for the person. */
public interface ModelHub {
  /** Repositories with models whose name fits, the most downloaded first. */
  CompletableFuture<List<HubModel>> search(String words);

  /** The models of a repository, by {@code owner/repo[:quant]} or the page's address. */
  CompletableFuture<HubListing> list(String reference);

  /** What a model's header says, read without downloading it. */
  CompletableFuture<GgufCard> card(HubListing listing, HubChoice choice);

  /** Begins a download; it appears among the transfers. */
  CompletableFuture<HubTransfer> download(HubListing listing, HubChoice choice);

  /** Downloads under way, paused, just ended, and those an earlier life has left. */
  Live<List<HubTransfer>> transfers();

  /** Whether a token is there for repositories that ask who one is. */
  boolean hasToken();
}
