package dev.hearth.practice;

import java.util.Iterator;

/** How a chat request is answered. */
sealed interface Reply {
  /** Generated, token by token. */
  record Generated(Iterator<Beat> beats) implements Reply {}

  /** Refused before a token is generated; 0 seconds mean that no time to come back is given. */
  record Refused(ApiError error, int retryAfterSeconds) implements Reply {}

  /** A success that is not what it should be. */
  record Odd(String contentType, String body) implements Reply {}
}
