package dev.hearth.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one desk at a time have a user's folders. A second one knocks at the first one's door, which
 * brings its window to the front.
 */
final class OneDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OneDesk.class);
  private static final String LOCK = "desk.lock";
  private static final String DOOR = "desk.door";

  /** Whoever talks to the door without meaning it is not waited for any longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int WORD_BYTES = 16;

  private final FileChannel lock;
  private final ServerSocket door;
  private final String word;
  private final Runnable knocked;

  private OneDesk(FileChannel lock, ServerSocket door, String word, Runnable knocked) {
    this.lock = lock;
    this.door = door;
    this.word = word;
    this.knocked = knocked;
  }

  /**
   * Takes the folder, or asks the desk that has it to show itself.
   *
   * @param knocked called when a later desk wanted the folder
   * @return empty when another desk has the folder
   */
  static Optional<OneDesk> claim(Path folder, Runnable knocked) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      knock(folder.resolve(DOOR));
      return Optional.empty();
    }
    var socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    var desk = new OneDesk(channel, socket, word(), knocked);
    desk.putUpSign(folder.resolve(DOOR));
    Thread.ofVirtual().name("one-desk").start(desk::answer);
    return Optional.of(desk);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String word() {
    byte[] bytes = new byte[WORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Readable by this user only, as temporary files are made. */
  private void putUpSign(Path sign) throws IOException {
    Files.deleteIfExists(sign);
    Path fresh = Files.createTempFile(sign.getParent(), "desk", ".new");
    Files.writeString(fresh, door.getLocalPort() + " " + word);
    Files.move(fresh, sign);
  }

  private void answer() {
    while (!door.isClosed()) {
      try (Socket guest = door.accept()) {
        guest.setSoTimeout((int) PATIENCE.toMillis());
        var said =
            new BufferedReader(
                new InputStreamReader(guest.getInputStream(), StandardCharsets.US_ASCII));
        if (word.equals(said.readLine())) {
          knocked.run();
        }
      } catch (SocketException e) {
        LOG.debug("the door is closed", e);
      } catch (IOException e) {
        LOG.debug("somebody at the door said nothing", e);
      }
    }
  }

  private static void knock(Path sign) {
    try (Socket socket = new Socket()) {
      String[] said = Files.readString(sign).split(" ");
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(said[0])),
          (int) PATIENCE.toMillis());
      socket.getOutputStream().write((said[1] + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException | RuntimeException e) {
      // It is just starting or ending; the sentence the user reads is true all the same.
      LOG.debug("the other desk does not answer", e);
    }
  }

  /** Gives the folder back. */
  @Override
  public void close() throws IOException {
    door.close();
    lock.close();
  }
}
