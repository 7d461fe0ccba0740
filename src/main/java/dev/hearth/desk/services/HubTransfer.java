package dev.hearth.desk.services;

import dev.hearth.models.hub.DownloadProgress;

/** A model on its way from the hub; no call blocks. */
public interface HubTransfer {
  /** The repository it comes from: {@code owner/repo}. */
  String repository();

  /** What of it: the quantisation or the file. */
  String label();

  /** How far it is. */
  Live<DownloadProgress> progress();

  /** Stops for now; what has arrived is kept. */
  void pause();

  /** Goes on. */
  void resume();

  /** Stops and throws away what has arrived. */
  void cancel();

  /** Takes an ended download off the list. */
  void dismiss();
}
