package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import dev.hearth.guard.names.ToolNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks arguments against a tool's schema and mends what has one harmless reading. A repair is
 * kept only if everything is right afterwards; the schema itself decides, so any draft will do.
 */
public final class ArgumentCheck {
  /** A repair may uncover another one level deeper; nobody nests mistakes deeper than this. */
  private static final int ROUNDS = 8;

  /** The wrong key under which some models put all arguments. */
  private static final Set<String> WRAPPERS =
      Set.of("arguments", "args", "parameters", "params", "input", "kwargs");

  private final SchemaCache schemas;

  public ArgumentCheck(SchemaCache schemas) {
    this.schemas = schemas;
  }

  /**
   * @param schema the tool's schema, opaque
   * @param untyped whether the values come from a syntax that knows only text, so that giving them
   *     their type is no repair
   * @param mayMend whether harmless repairs are wanted
   */
  public Checked check(JsonNode schema, ObjectNode arguments, boolean untyped, boolean mayMend) {
    CompiledSchema compiled = schemas.of(schema);
    if (!compiled.unusable().isEmpty()) {
      return new Checked(arguments, List.of(), List.of(), compiled.unusable());
    }
    try {
      List<Error> errors = compiled.check(arguments);
      if (errors.isEmpty()) {
        return new Checked(arguments, List.of(), List.of(), "");
      }
      if (!mayMend && !untyped) {
        return new Checked(arguments, List.of(), faults(errors, compiled), "");
      }
      return mended(compiled, arguments, errors, untyped, mayMend);
    } catch (CompiledSchema.Unusable e) {
      return new Checked(arguments, List.of(), List.of(), e.getMessage());
    }
  }

  private static Checked mended(
      CompiledSchema schema,
      ObjectNode arguments,
      List<Error> first,
      boolean untyped,
      boolean mayMend)
      throws CompiledSchema.Unusable {
    Attempt attempt = new Attempt(arguments.deepCopy(), untyped, mayMend, schema.properties());
    List<Error> errors = first;
    for (int round = 0; round < ROUNDS && !errors.isEmpty(); round++) {
      if (!attempt.improve(Problem.of(errors))) {
        break;
      }
      errors = schema.check(attempt.root);
    }
    if (errors.isEmpty()) {
      return new Checked(attempt.root, attempt.mends, List.of(), "");
    }
    return new Checked(arguments, List.of(), faults(errors, schema), "");
  }

  private static List<Fault> faults(List<Error> errors, CompiledSchema schema) {
    return Problem.of(errors).stream()
        .flatMap(problem -> problem.faults(schema.properties()).stream())
        .toList();
  }

  /** A working copy and what was done to it so far. */
  private static final class Attempt {
    private ObjectNode root;
    private final boolean untyped;
    private final boolean mayMend;
    private final Set<String> declared;
    private final List<Mend> mends = new ArrayList<>();
    private final Map<List<String>, List<Readings.Reading>> left = new HashMap<>();

    Attempt(ObjectNode root, boolean untyped, boolean mayMend, Set<String> declared) {
      this.root = root;
      this.untyped = untyped;
      this.mayMend = mayMend;
      this.declared = declared;
    }

    boolean improve(List<Problem> problems) {
      if (mayMend && unwrap(problems)) {
        return true;
      }
      boolean changed = false;
      for (Problem problem : problems) {
        changed |= mayMend && rename(problem);
        changed |= !problem.path().isEmpty() && reread(problem);
      }
      return changed;
    }

    /** {@code {"arguments": {…}}} where the schema knows no such key. */
    private boolean unwrap(List<Problem> problems) {
      if (root.size() != 1 || problems.stream().noneMatch(p -> p.path().isEmpty())) {
        return false;
      }
      String only = root.fieldNames().next();
      if (!WRAPPERS.contains(only)
          || declared.contains(only)
          || !(root.get(only) instanceof ObjectNode inner)) {
        return false;
      }
      note(List.of(only), "held all the arguments, which now stand by themselves", root.get(only));
      root = inner;
      return true;
    }

    /** {@code filePath} where {@code file_path} is due and nothing else can be meant. */
    private boolean rename(Problem problem) {
      if (!(find(problem.path()) instanceof ObjectNode object)) {
        return false;
      }
      boolean top = problem.path().isEmpty();
      boolean changed = false;
      for (String wanted : wanted(problem, object, top)) {
        List<String> same = new ArrayList<>();
        object
            .fieldNames()
            .forEachRemaining(
                name -> {
                  boolean free =
                      problem.unexpected().contains(name) || top && !declared.contains(name);
                  if (free && ToolNames.fold(name).equals(ToolNames.fold(wanted))) {
                    same.add(name);
                  }
                });
        if (same.size() == 1) {
          JsonNode value = object.remove(same.getFirst());
          object.set(wanted, value);
          List<String> place = new ArrayList<>(problem.path());
          place.add(wanted);
          note(place, "was called `" + same.getFirst() + "`", value);
          changed = true;
        }
      }
      return changed;
    }

    private List<String> wanted(Problem problem, ObjectNode object, boolean top) {
      List<String> wanted = new ArrayList<>(problem.missing());
      if (top && !problem.unexpected().isEmpty()) {
        declared.stream()
            .filter(name -> !object.has(name) && !wanted.contains(name))
            .forEach(wanted::add);
      }
      return wanted;
    }

    private boolean reread(Problem problem) {
      List<Readings.Reading> readings =
          left.computeIfAbsent(problem.path(), _ -> new ArrayList<>(Readings.of(problem)));
      if (problem.value().isNull()
          && mayMend
          && problem.types().size() + problem.choices().size() > 0) {
        return drop(problem);
      }
      while (!readings.isEmpty()) {
        Readings.Reading next = readings.removeFirst();
        boolean typing = untyped && problem.value().isTextual();
        if (!mayMend && !typing) {
          continue;
        }
        if (!put(problem.path(), next.value())) {
          return false;
        }
        if (!typing) {
          note(problem.path(), next.how(), problem.value());
        }
        return true;
      }
      return false;
    }

    /** A null for something optional means that it was left out. */
    private boolean drop(Problem problem) {
      List<String> path = problem.path();
      if (!(find(path.subList(0, path.size() - 1)) instanceof ObjectNode parent)) {
        return false;
      }
      boolean removed = parent.remove(path.getLast()) != null;
      if (removed) {
        note(path, "was null and is now left out", problem.value());
      }
      return removed;
    }

    private boolean put(List<String> path, JsonNode value) {
      JsonNode parent = find(path.subList(0, path.size() - 1));
      String name = path.getLast();
      if (parent instanceof ObjectNode object) {
        object.set(name, value);
        return true;
      }
      if (parent instanceof ArrayNode array) {
        return index(name)
            .filter(i -> i < array.size())
            .map(
                i -> {
                  array.set(i, value);
                  return true;
                })
            .orElse(false);
      }
      return false;
    }

    private JsonNode find(List<String> path) {
      JsonNode node = root;
      for (String name : path) {
        node =
            node instanceof ArrayNode array
                ? index(name).map(array::path).orElse(null)
                : node.path(name);
        if (node == null) {
          return root.path("");
        }
      }
      return node;
    }

    private static Optional<Integer> index(String name) {
      try {
        return Optional.of(Integer.parseInt(name));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    private void note(List<String> path, String how, JsonNode value) {
      String pointer = Problem.pointer(path);
      mends.add(new Mend(pointer, "`" + pointer + "` " + how + ".", Problem.excerpt(value)));
    }
  }
}
