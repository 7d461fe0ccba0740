package dev.hearth.runtime.install;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks zip and tar.gz archives without trusting them: nothing is written outside the folder,
 * links stay inside it, and neither size nor number of files is without bounds.
 */
final class ArchiveUnpacker {
  /** Official builds have some 60 files. */
  private static final int ENTRIES = 5_000;

  /** A CUDA build is 1.5 GB unpacked. */
  private final long limit;

  private final Path root;
  private final BooleanSupplier cancelled;
  private long written;
  private int entries;

  ArchiveUnpacker(Path root, long limit, BooleanSupplier cancelled) throws IOException {
    Files.createDirectories(root);
    this.root = root.toRealPath();
    this.limit = limit;
    this.cancelled = cancelled;
  }

  void unpack(Path archive) throws IOException {
    if (archive.getFileName().toString().endsWith(".zip")) {
      unzip(archive);
    } else {
      untar(archive);
    }
  }

  private void unzip(Path archive) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      Enumeration<ZipArchiveEntry> all = zip.getEntries();
      while (all.hasMoreElements()) {
        ZipArchiveEntry entry = all.nextElement();
        Path target = place(entry.getName());
        try (InputStream in = zip.getInputStream(entry)) {
          if (entry.isDirectory()) {
            Files.createDirectories(target);
          } else if (entry.isUnixSymlink()) {
            link(target, new String(in.readNBytes(4096), StandardCharsets.UTF_8), entry.getName());
          } else {
            write(target, in, entry.getUnixMode());
          }
        }
      }
    }
  }

  private void untar(Path archive) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream plain =
            GzipCompressorInputStream.builder()
                .setInputStream(file)
                .setDecompressConcatenated(true)
                .get();
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = place(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          link(target, entry.getLinkName(), entry.getName());
        } else if (entry.isLink()) {
          copy(place(entry.getLinkName()), target);
        } else if (entry.isFile()) {
          write(target, tar, entry.getMode());
        } else {
          throw refused(entry.getName(), "is neither a file, a folder nor a link");
        }
      }
    }
  }

  /** Where an entry goes; anywhere outside the folder is refused. */
  private Path place(String name) throws IOException {
    if (cancelled.getAsBoolean()) {
      throw new InstallException("Cancelled.");
    }
    if (++entries > ENTRIES) {
      throw new InstallException("The archive has more than " + ENTRIES + " entries; refused.");
    }
    try {
      String plain = name.replace('\\', '/');
      if (plain.startsWith("/") || plain.matches("^[A-Za-z]:.*")) {
        throw refused(name, "has an absolute path");
      }
      Path target = root.resolve(plain).normalize();
      if (!target.startsWith(root)) {
        throw refused(name, "points outside the archive");
      }
      return target;
    } catch (InvalidPathException e) {
      throw refused(name, "has an impossible name");
    }
  }

  private void write(Path target, InputStream in, int mode) throws IOException {
    requireNoLinkOnTheWay(target);
    Files.createDirectories(target.getParent());
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[64 * 1024];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        written += count;
        if (written > limit) {
          throw new InstallException(
              "The archive unpacks to more than " + limit / (1024 * 1024) + " MB; refused.");
        }
        if (cancelled.getAsBoolean()) {
          throw new InstallException("Cancelled.");
        }
        out.write(buffer, 0, count);
      }
    }
    executable(target, mode);
  }

  private void link(Path target, String to, String name) throws IOException {
    Path destination = target.getParent().resolve(to).normalize();
    if (to.startsWith("/") || !destination.startsWith(root)) {
      throw refused(name, "links to a place outside the archive");
    }
    requireNoLinkOnTheWay(target);
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    Files.createSymbolicLink(target, Path.of(to));
  }

  private void copy(Path from, Path target) throws IOException {
    requireNoLinkOnTheWay(from);
    requireNoLinkOnTheWay(target);
    try (InputStream in = Files.newInputStream(from)) {
      write(target, in, Files.isExecutable(from) ? 0755 : 0644);
    }
  }

  /** A link unpacked earlier must not lead a later entry elsewhere. */
  private void requireNoLinkOnTheWay(Path target) throws IOException {
    Path step = root;
    for (Path part : root.relativize(target)) {
      step = step.resolve(part);
      if (Files.isSymbolicLink(step)) {
        throw refused(root.relativize(target).toString(), "would be written through a link");
      }
    }
  }

  private static void executable(Path file, int mode) throws IOException {
    boolean anyExecute = (mode & 0111) != 0;
    if (anyExecute && Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  private static InstallException refused(String name, String why) {
    return new InstallException("The archive's entry '" + name + "' " + why + "; refused.");
  }
}
