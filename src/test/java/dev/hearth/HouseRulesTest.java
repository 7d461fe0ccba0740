package dev.hearth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which room may know which, as docs/architecture.md says. */
class HouseRulesTest {
  private static final JavaClasses HEARTH =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Test classes are no part of the house, wherever a build puts them.
          .withImportOption(location -> !location.contains("/target/dev/test/"))
          .importPackages("dev.hearth");

  /** Room to the rooms it may use. */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("wire", List.of());
    MAY_USE.put("guard", List.of("wire"));
    MAY_USE.put("backend", List.of("wire"));
    MAY_USE.put("traffic", List.of("wire"));
    MAY_USE.put("practice", List.of("wire"));
    MAY_USE.put("settings", List.of());
    MAY_USE.put("clients", List.of());
    MAY_USE.put("models", List.of());
    MAY_USE.put("runtime", List.of("models"));
    MAY_USE.put("proxy", List.of("wire", "guard", "backend", "traffic"));
    MAY_USE.put(
        "desk",
        List.of(
            "wire",
            "guard",
            "backend",
            "traffic",
            "proxy",
            "models",
            "runtime",
            "settings",
            "clients",
            "practice"));
    MAY_USE.put(
        "cli",
        List.of(
            "wire",
            "guard",
            "backend",
            "traffic",
            "proxy",
            "models",
            "runtime",
            "settings",
            "clients",
            "practice"));
  }

  @TestFactory
  Stream<DynamicTest> everyRoomUsesOnlyTheRoomsItMay() {
    return MAY_USE.entrySet().stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room.getKey(), () -> onlyAllowed(room.getKey(), room.getValue())));
  }

  private static void onlyAllowed(String room, List<String> allowed) {
    String[] open =
        Stream.concat(
                Stream.of("dev.hearth." + room + ".."),
                allowed.stream().map(r -> "dev.hearth." + r + ".."))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("dev.hearth." + room + "..")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(open)
                .or(JavaClass.Predicates.resideOutsideOfPackage("dev.hearth..")))
        .allowEmptyShould(true)
        .check(HEARTH);
  }

  @Test
  void pureRoomsDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.hearth.wire..", "dev.hearth.guard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..",
            "java.nio.file..",
            "java.nio.channels..",
            "java.util.concurrent..",
            "okhttp3..",
            "io.vertx..",
            "javafx..",
            "java.sql..")
        .allowEmptyShould(true)
        .check(HEARTH);
  }

  @Test
  void onlyTheDeskKnowsJavaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.hearth.desk..", "dev.hearth.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
        .allowEmptyShould(true)
        .check(HEARTH);
  }

  @Test
  void theDeskDoesNoHttpSqlOrProcessesItself() {
    noClasses()
        .that()
        .resideInAPackage("dev.hearth.desk..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "io.vertx..", "java.net.http..", "java.sql..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .allowEmptyShould(true)
        .check(HEARTH);
  }

  @Test
  void noPackageIsPartOfACycle() {
    slices()
        .matching("dev.hearth.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(HEARTH);
  }

  @Test
  void namesSayWhatAThingIs() {
    ArchRule rule =
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .allowEmptyShould(true);
    rule.check(HEARTH);
  }
}
