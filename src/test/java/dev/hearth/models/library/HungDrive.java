package dev.hearth.models.library;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A folder on a drive that answers nothing, until it is plugged in again. */
final class HungDrive extends FileSystemProvider {
  private final CountDownLatch plugged = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final FileSystem system = new Hung();

  /** The folder; as text it is this path. */
  Path folder(Path like) {
    return (Path)
        Proxy.newProxyInstance(
            Path.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (self, method, args) -> answer((Path) self, like, method, args));
  }

  private Object answer(Path self, Path like, Method method, Object[] args) throws Exception {
    return switch (method.getName()) {
      case "getFileSystem" -> system;
      case "toAbsolutePath", "normalize" -> self;
      case "equals" -> self == args[0];
      default -> method.invoke(like, args);
    };
  }

  /** Waits until somebody waits for the drive. */
  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  /** Whoever waits goes on, and learns that there is nothing. */
  void plugIn() {
    plugged.countDown();
  }

  private <T> T hang() {
    asked.countDown();
    boolean interrupted = false;
    // A dead drive heeds no interrupt either.
    while (true) {
      try {
        plugged.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new UnsupportedOperationException("the drive was empty");
  }

  @Override
  public String getScheme() {
    return "hung";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    return hang();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return hang();
  }

  @Override
  public Path getPath(URI uri) {
    return hang();
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) {
    return hang();
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) {
    return hang();
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attrs) {
    hang();
  }

  @Override
  public void delete(Path path) {
    hang();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    hang();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    hang();
  }

  @Override
  public boolean isSameFile(Path path, Path path2) {
    return path == path2;
  }

  @Override
  public boolean isHidden(Path path) {
    return hang();
  }

  @Override
  public FileStore getFileStore(Path path) {
    return hang();
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) {
    hang();
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return hang();
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) {
    return hang();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
    return hang();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    hang();
  }

  /** What paths of this drive belong to. */
  private final class Hung extends FileSystem {
    @Override
    public FileSystemProvider provider() {
      return HungDrive.this;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return List.of();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return Set.of("basic");
    }

    @Override
    public Path getPath(String first, String... more) {
      return hang();
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
      return path -> false;
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
      return hang();
    }
  }
}
