import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks or rewrites the layout of every Java file below a folder: {@code Format.java check|write DIR}. */
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    var formatter = new Formatter();
    List<Path> different = new ArrayList<>();
    List<Path> files;
    try (var tree = Files.walk(Path.of(args[1]))) {
      files = tree.filter(p -> p.toString().endsWith(".java")).sorted().toList();
    }
    for (Path file : files) {
      String source = Files.readString(file);
      String formatted = formatter.formatSourceAndFixImports(source);
      if (!formatted.equals(source)) {
        different.add(file);
        if (write) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (write) {
      System.out.println("formatted " + different.size() + " of " + files.size() + " files");
    } else if (!different.isEmpty()) {
      different.forEach(f -> System.err.println("not formatted: " + f));
      System.err.println("Run: mvn compile exec:exec@format");
      System.exit(1);
    }
  }
}
