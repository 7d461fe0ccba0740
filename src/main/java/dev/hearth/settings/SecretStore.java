package dev.hearth.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The few secrets Hearth must remember, encrypted with a key that lies in another folder, so that a
 * copied or synchronised settings folder gives nothing away. It does not protect against programs
 * that run as the same user.
 */
public final class SecretStore {
  /** The names a secret can have. */
  public enum Name {
    /** What clients must send to the proxy. */
    PROXY_KEY,
    /** What the proxy sends to a backend. */
    BACKEND_KEY,
    /** The token for gated repositories on the hub. */
    HUB_TOKEN
  }

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";

  private final Path file;
  private final Path keyFile;
  private final SecureRandom random = new SecureRandom();

  public SecretStore(AppFolders folders) {
    file = folders.config().resolve("secrets.properties");
    keyFile = folders.data().resolve("secrets.key");
  }

  /** The secret, when one is stored and can still be read. */
  public synchronized Optional<String> get(Name name) {
    String stored = load().getProperty(field(name));
    if (stored == null || !Files.exists(keyFile)) {
      return Optional.empty();
    }
    try {
      ByteBuffer sealed = ByteBuffer.wrap(Base64.getDecoder().decode(stored));
      byte[] nonce = new byte[NONCE_BYTES];
      sealed.get(nonce);
      byte[] rest = new byte[sealed.remaining()];
      sealed.get(rest);
      return Optional.of(
          new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(rest), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Stores a secret, or forgets it when it is blank. */
  public synchronized void put(Name name, String secret) {
    Properties all = load();
    if (secret.isBlank()) {
      all.remove(field(name));
    } else {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      try {
        byte[] sealed =
            cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
        byte[] both =
            ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        all.setProperty(field(name), Base64.getEncoder().encodeToString(both));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("This Java has no AES-GCM", e);
      }
    }
    save(all);
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private byte[] key() {
    try {
      if (Files.exists(keyFile)) {
        return Files.readAllBytes(keyFile);
      }
      byte[] fresh = new byte[KEY_BYTES];
      random.nextBytes(fresh);
      writeForOwnerOnly(keyFile, fresh);
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException("The key for stored secrets is not usable: " + keyFile, e);
    }
  }

  private Properties load() {
    var all = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        all.load(in);
      } catch (IOException | IllegalArgumentException e) {
        return new Properties();
      }
    }
    return all;
  }

  private void save(Properties all) {
    var text = new StringBuilder();
    all.stringPropertyNames().stream()
        .sorted()
        .forEach(n -> text.append(n).append('=').append(all.getProperty(n)).append('\n'));
    try {
      writeForOwnerOnly(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Secrets could not be saved to " + file, e);
    }
  }

  private static void writeForOwnerOnly(Path target, byte[] bytes) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Path fresh =
        posix
            ? Files.createTempFile(
                folder,
                "secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : Files.createTempFile(folder, "secret", ".new");
    Files.write(fresh, bytes);
    Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String field(Name name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
