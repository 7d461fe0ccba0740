package dev.hearth.models.hub;

/** What a download is doing. */
public enum DownloadState {
  /** Bytes arrive. */
  RUNNING,
  /** All bytes are there and their hash is being checked. */
  VERIFYING,
  /** Stopped by the person; what has arrived is kept. */
  PAUSED,
  /** Every file is there, whole and under its name. */
  DONE,
  /** Stopped by a fault; what has arrived is kept where it can still be used. */
  FAILED,
  /** Ended by the person; what had arrived is gone. */
  CANCELLED;

  /** True where it will not go on by itself. */
  public boolean ended() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
