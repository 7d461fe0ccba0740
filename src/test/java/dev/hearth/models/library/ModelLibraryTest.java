package dev.hearth.models.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.models.gguf.GgufBuilder;
import dev.hearth.models.library.ModelState.Kind;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ModelLibraryTest {
  @TempDir Path folder;
  private LibraryFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new LibraryFixture(folder);
    Files.createDirectories(fixture.models);
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void findsModelsAtAnyDepth() throws Exception {
    fixture.write("top-Q4_K_M.gguf");
    fixture.write("a/b/c/d/deep-Q8_0.gguf");
    Files.writeString(fixture.models.resolve("README.md"), "not a model");

    List<Model> models = fixture.open().list();

    assertThat(models).extracting(Model::alias).containsExactly("deep-Q8_0", "top-Q4_K_M");
    Model top = models.get(1);
    assertThat(top.name()).isEqualTo("top-Q4_K_M.gguf");
    assertThat(top.card().architecture()).isEqualTo("llama");
    assertThat(top.state()).isEqualTo(ModelState.COMPLETE);
    assertThat(top.startable()).isTrue();
    assertThat(top.totalBytes()).isEqualTo(Files.size(top.path()));
  }

  @Test
  void makesOneModelOfSplitFiles() throws Exception {
    for (int i = 1; i <= 3; i++) {
      GgufBuilder part =
          i == 1 ? LibraryFixture.small("Big") : new GgufBuilder().tensor("blk.0.t" + i, 0, 32);
      fixture.write(
          String.format("big-Q4_0-%05d-of-00003.gguf", i),
          part.u32("split.no", i - 1).u32("split.count", 3).u32("split.tensors.count", 3));
    }

    ModelLibrary library = fixture.open();

    assertThat(library.list()).hasSize(1);
    Model big = library.list().getFirst();
    assertThat(big.alias()).isEqualTo("big-Q4_0");
    assertThat(big.path()).hasFileName("big-Q4_0-00001-of-00003.gguf");
    assertThat(big.parts()).hasSize(3);
    assertThat(big.card().parameters()).isEqualTo(96);
    assertThat(big.startable()).isTrue();

    Files.delete(big.parts().get(1));
    LibraryFixture.scan(library);
    assertThat(library.list()).hasSize(1);
    assertThat(library.list().getFirst().state().kind()).isEqualTo(Kind.PARTIAL);
    assertThat(library.list().getFirst().state().reason()).contains("Of 3 parts 2 is missing");
  }

  @Test
  void noticesPartsThatDoNotBelongTogether() throws Exception {
    fixture.write(
        "x-00001-of-00002.gguf",
        LibraryFixture.small("X").u32("split.count", 2).u32("split.tensors.count", 9));
    fixture.write("x-00002-of-00002.gguf", new GgufBuilder().tensor("t", 0, 32));
    assertThat(only(fixture.open()).state().reason()).contains("do not belong together");
  }

  @Test
  void attachesProjectorsToTheirModels() throws Exception {
    fixture.write("vl/vision-7b-Q4_K_M.gguf");
    fixture.write("vl/mmproj-vision-7b-F16.gguf", projector(32));
    fixture.write("vl/mmproj-vision-7b-F32.gguf", projector(32));
    fixture.write("other/text-Q4_0.gguf");
    fixture.write("repo/Q4/wide-Q4_0.gguf");
    fixture.write("repo/mmproj-BF16.gguf", projector(32));
    fixture.write("lost/mmproj-huge.gguf", projector(4096));

    ModelLibrary library = fixture.open();

    Model vision = library.find("vision-7b-Q4_K_M").orElseThrow();
    assertThat(vision.projector().orElseThrow()).hasFileName("mmproj-vision-7b-F16.gguf");
    assertThat(vision.projectors()).hasSize(2);
    assertThat(library.find("text-Q4_0").orElseThrow().projectors()).isEmpty();
    assertThat(library.find("wide-Q4_0").orElseThrow().projectors()).hasSize(1);
    assertThat(library.list()).hasSize(4);
    Model lost = library.find("mmproj-huge").orElseThrow();
    assertThat(lost.state().kind()).isEqualTo(Kind.FOREIGN);
    assertThat(lost.state().reason()).contains("projector");
  }

  @Test
  void doesNotGuessAProjectorAmongUnrelatedModels() throws Exception {
    fixture.write("llama-Q4_0.gguf");
    fixture.write(
        "gemma-Q4_0.gguf",
        new GgufBuilder()
            .text("general.architecture", "gemma3")
            .u32("gemma3.embedding_length", 32)
            .tensor("t", 0, 32));
    fixture.write("mmproj-F16.gguf", projector(32));
    assertThat(fixture.open().list())
        .filteredOn(Model::startable)
        .hasSize(2)
        .allMatch(model -> model.projectors().isEmpty());
  }

  @Test
  void showsWhatCannotBeStartedAsWhatItIs() throws Exception {
    byte[] whole = GgufBuilder.llama("Whole").whole();
    write("short.gguf", java.util.Arrays.copyOf(whole, whole.length - 64));
    write("header-cut.gguf", java.util.Arrays.copyOf(whole, 100));
    write("half.gguf.part", whole);
    write("half2.gguf.downloading", new byte[10]);
    write("blobs/abcdef.incomplete", java.util.Arrays.copyOf(whole, 500));
    write("blobs/other.incomplete", "PK not ours".getBytes());
    write("page.gguf", "<!DOCTYPE html><html>".getBytes());
    write("pointer.gguf", "version https://git-lfs.github.com/spec/v1\noid".getBytes());
    write("empty.gguf", new byte[0]);
    write("zeros.gguf", new byte[5000]);
    fixture.write(
        "lora.gguf",
        new GgufBuilder()
            .text("general.architecture", "llama")
            .text("general.type", "adapter")
            .tensor("a", 0, 4));
    fixture.write("vocab.gguf", new GgufBuilder().text("general.architecture", "llama"));
    fixture.write("renamed.gguf", LibraryFixture.small("R").u32("split.count", 4));
    fixture.write("old.gguf", LibraryFixture.small("Old").version(1));

    Map<String, ModelState> states = new TreeMap<>();
    fixture.open().list().forEach(m -> states.put(m.path().getFileName().toString(), m.state()));

    assertState(states, "short.gguf", Kind.CORRUPT, "too short");
    assertState(states, "header-cut.gguf", Kind.CORRUPT, "ends inside its header");
    assertState(states, "half.gguf.part", Kind.PARTIAL, "not finished");
    assertState(states, "half2.gguf.downloading", Kind.PARTIAL, "not finished");
    assertState(states, "abcdef.incomplete", Kind.PARTIAL, "not finished");
    assertState(states, "page.gguf", Kind.FOREIGN, "web page");
    assertState(states, "pointer.gguf", Kind.FOREIGN, "git lfs pull");
    assertState(states, "empty.gguf", Kind.FOREIGN, "empty");
    assertState(states, "zeros.gguf", Kind.FOREIGN, "zeros");
    assertState(states, "lora.gguf", Kind.FOREIGN, "LoRA");
    assertState(states, "vocab.gguf", Kind.FOREIGN, "no weights");
    assertState(states, "renamed.gguf", Kind.PARTIAL, "part 1 of 4");
    assertState(states, "old.gguf", Kind.CORRUPT, "too old");
    assertThat(states).hasSize(13);
  }

  @Test
  void followsNewChangedAndRemovedFiles() throws Exception {
    follows(fixture.open(LibraryFixture.WATCHING));
  }

  @Test
  void followsThemWithoutWatchingToo() throws Exception {
    ModelLibrary library = fixture.open(LibraryFixture.POLLING);
    assertThat(library.rootStatus().getFirst().watching()).isFalse();
    follows(library);
  }

  private void follows(ModelLibrary library) throws IOException {
    List<LibraryChange> changes = Collections.synchronizedList(new ArrayList<>());
    library.addListener(changes::add);
    Path file = fixture.write("new/sub/model.gguf", LibraryFixture.small("First"));
    await().until(() -> names(library).equals(List.of("First")));

    byte[] changed = LibraryFixture.small("Second name").whole();
    Files.write(file, changed);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    await().until(() -> names(library).equals(List.of("Second name")));

    fixture.write("new/sub/other.gguf", LibraryFixture.small("Third"));
    await().until(() -> names(library).equals(List.of("Second name", "Third")));

    Files.delete(file);
    await().until(() -> names(library).equals(List.of("Third")));
    await()
        .untilAsserted(
            () ->
                assertThat(changes.getLast().models())
                    .extracting(Model::name)
                    .containsExactly("Third"));
  }

  @Test
  void takesFiveThousandFilesAndReadsEachOnce() throws Exception {
    byte[] bytes = LibraryFixture.small("Many").whole();
    for (int i = 0; i < 5_000; i++) {
      write("d" + i % 50 + "/model-" + i + ".gguf", bytes);
    }
    ModelLibrary library = fixture.open();
    assertThat(library.list()).hasSize(5_000);
    assertThat(library.headersRead()).isEqualTo(5_000);
    assertThat(library.list().stream().map(Model::alias).distinct()).hasSize(5_000);

    LibraryFixture.scan(library);
    assertThat(library.headersRead()).describedAs("headers read for nothing").isEqualTo(5_000);
    library.close();

    fixture.write("d1/fresh.gguf");
    ModelLibrary again = fixture.open();
    assertThat(again.list()).hasSize(5_001);
    assertThat(again.headersRead()).describedAs("only the new one is read").isEqualTo(1);
  }

  @Test
  void readsAfreshWhenTheKeptCardsAreDamaged() throws Exception {
    fixture.write("m.gguf");
    fixture.open().close();
    Files.writeString(fixture.data.resolve("cards.json"), "{\"version\":1,\"cards\":{\"x");
    assertThat(fixture.open().list()).hasSize(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isNotCaughtInLinksThatGoRound() throws Exception {
    fixture.write("a/m.gguf");
    Files.createSymbolicLink(fixture.models.resolve("a/up"), fixture.models);
    Files.createSymbolicLink(fixture.models.resolve("self"), fixture.models.resolve("self"));
    Files.createSymbolicLink(fixture.models.resolve("gone.gguf"), Path.of("/nowhere/x.gguf"));
    ModelLibrary library = fixture.open();
    assertThat(library.list()).hasSize(1);
    assertThat(library.why(fixture.models.resolve("gone.gguf")).listed()).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void listsAFileOfTheHubCacheOnceAndDeletesItWhole() throws Exception {
    Path repo = fixture.models.resolve("models--org--tiny");
    Path blob = fixture.write("models--org--tiny/blobs/0123abcd", LibraryFixture.small("Tiny"));
    Path one = link(repo.resolve("snapshots/" + "a".repeat(40) + "/model.gguf"), blob);
    Path two = link(repo.resolve("snapshots/" + "b".repeat(40) + "/model.gguf"), blob);

    ModelLibrary library = fixture.open();

    Model model = only(library);
    assertThat(model.path()).isEqualTo(one);
    assertThat(model.alias()).isEqualTo("tiny");
    assertThat(library.why(two).reason()).contains("same file as " + one);
    assertThat(library.deletionOf(model.id()).files()).containsExactly(one);

    Files.delete(two);
    LibraryFixture.scan(library);
    assertThat(library.deletionOf(model.id()).files()).containsExactly(one, blob.toRealPath());
    library.delete(model.id()).get();
    assertThat(library.list()).isEmpty();
    assertThat(blob).doesNotExist();
  }

  @Test
  void keepsFoldersSwitchedOnAndOff() throws Exception {
    fixture.write("m.gguf");
    Path more = folder.resolve("more");
    LibraryFixture.small("More").write(more.resolve("x/other.gguf"));
    ModelLibrary library = fixture.open();
    library.addRoot(more);
    LibraryFixture.scan(library);
    assertThat(library.list()).hasSize(2);

    library.setRootEnabled(fixture.models, false);
    assertThat(names(library)).containsExactly("More");
    assertThat(library.why(fixture.models.resolve("m.gguf")).reason()).contains("switched off");
    library.close();

    ModelLibrary again = fixture.open();
    assertThat(again.roots()).extracting(LibraryRoot::path).containsExactly(fixture.models, more);
    assertThat(names(again)).containsExactly("More");
    again.setRootEnabled(fixture.models, true);
    again.removeRoot(more);
    LibraryFixture.scan(again);
    assertThat(names(again)).containsExactly("m.gguf");
    assertThatThrownBy(() -> again.removeRoot(more)).hasMessageContaining("not one of");
    assertThatThrownBy(() -> again.addRoot(fixture.models.resolve("m.gguf")))
        .hasMessageContaining("is a file");
    again.removeRoot(fixture.models);
    assertThat(again.roots()).extracting(LibraryRoot::enabled).containsExactly(false);
  }

  @Test
  void listsAModelOnceThoughFoldersLieInEachOther() throws Exception {
    fixture.write("inner/m.gguf");
    ModelLibrary library = fixture.open();
    library.addRoot(fixture.models.resolve("inner"));
    LibraryFixture.scan(library);
    assertThat(library.list()).hasSize(1);
  }

  @Test
  void waitsForAFolderThatIsNotThereYet() throws Exception {
    Files.delete(fixture.models);
    ModelLibrary library = fixture.open(LibraryFixture.POLLING);
    assertThat(library.rootStatus().getFirst().problem()).contains("does not exist");
    fixture.write("m.gguf");
    await().until(() -> library.list().size() == 1);
    await().until(() -> library.rootStatus().getFirst().problem().isEmpty());
  }

  @Test
  void aDriveThatHangsHoldsUpNothingElse() throws Exception {
    fixture.write("m.gguf");
    HungDrive drive = new HungDrive();
    Path hung = drive.folder(folder.resolve("drive"));
    ModelLibrary library =
        ModelLibrary.open(
            fixture.data,
            List.of(
                new LibraryRoot(hung, "Drive", true, false),
                new LibraryRoot(fixture.models, "Hearth", true, true)),
            Clock.systemUTC(),
            LibraryFixture.WATCHING);
    try (library) {
      drive.awaitAsked();
      await().until(() -> names(library).equals(List.of("m.gguf")));
      library.setFavourite(library.list().getFirst().id(), true);
      fixture.write("later.gguf");
      await().until(() -> library.list().size() == 2);
      assertThat(library.why(folder.resolve("x.gguf")).listed()).isFalse();
      assertThat(library.scanning()).as("it is still being looked through").isTrue();
    } finally {
      drive.plugIn();
    }
  }

  @Test
  void neverChangesWhatItLooksAt() throws Exception {
    fixture.write("a/m.gguf");
    write("b/half.gguf.part", new byte[100]);
    Map<String, String> before = content();
    ModelLibrary library = fixture.open(LibraryFixture.WATCHING);
    Model model = library.find("m").orElseThrow();
    library.setAlias(model.id(), "renamed");
    library.setFavourite(model.id(), true);
    library.setRootEnabled(fixture.models, false);
    library.close();
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void keepsWhatAPersonNotes() throws Exception {
    fixture.write("m-Q4_0.gguf");
    ModelLibrary library = fixture.open();
    String id = only(library).id();
    LaunchPreset long32k =
        LaunchPreset.named("long")
            .context(32768)
            .gpuLayers(GpuLayers.of("20"))
            .cacheK(CacheType.Q8_0)
            .environment(Map.of("A", "b"))
            .build();
    library.setAlias(id, "coder");
    library.setFavourite(id, true);
    library.setText(id, "good at Java");
    library.markUsed(id);
    library.savePreset(id, long32k);
    library.savePreset(id, LaunchPreset.named("other").threads(4).build());
    library.removePreset(id, "other");
    library.choosePreset(id, "long");
    library.close();

    Model model = fixture.open().find("CODER").orElseThrow();

    assertThat(model.id()).isEqualTo(id);
    assertThat(model.alias()).isEqualTo("coder");
    assertThat(model.notes().favourite()).isTrue();
    assertThat(model.notes().text()).isEqualTo("good at Java");
    assertThat(model.notes().lastUsed()).contains(LibraryFixture.NOW);
    assertThat(model.notes().presets()).containsExactly(long32k);
    assertThat(model.notes().chosenPreset()).isEqualTo(long32k);
  }

  @Test
  void neverLosesWhatAnotherHearthNotedMeanwhile() throws Exception {
    fixture.write("a.gguf");
    fixture.write("b.gguf");
    Path more = folder.resolve("more");
    LibraryFixture.small("More").write(more.resolve("m.gguf"));
    ModelLibrary desk = fixture.open(LibraryFixture.WATCHING);
    ModelLibrary command = fixture.open();
    String a = desk.find("a").orElseThrow().id();
    String b = desk.find("b").orElseThrow().id();
    command.setFavourite(a, true);
    command.addRoot(more);
    desk.setText(a, "noted in the desk");
    desk.setFavourite(b, true);
    command.setText(b, "noted by a command");

    await().until(() -> desk.list().size() == 3);
    await().until(() -> desk.find("b").orElseThrow().notes().text().contains("command"));
    ModelLibrary later = fixture.open();
    assertThat(later.list()).hasSize(3);
    for (String id : List.of(a, b)) {
      ModelNotes notes = later.find(id).orElseThrow().notes();
      assertThat(notes.favourite()).isTrue();
      assertThat(notes.text()).startsWith("noted");
    }
  }

  @Test
  void knowsAMovedModelAgain() throws Exception {
    Path old = fixture.write("m.gguf", GgufBuilder.llama("Mover"));
    ModelLibrary library = fixture.open();
    library.setAlias(only(library).id(), "mine");
    Path moved = fixture.models.resolve("sorted/m.gguf");
    Files.createDirectories(moved.getParent());
    Files.move(old, moved);
    LibraryFixture.scan(library);
    assertThat(library.find("mine").orElseThrow().path()).isEqualTo(moved);
    library.setFavourite(only(library).id(), true);
    Files.copy(moved, old);
    LibraryFixture.scan(library);
    assertThat(library.list())
        .extracting(m -> m.notes().alias())
        .containsExactlyInAnyOrder("", "mine");
  }

  @Test
  void refusesAliasesThatWouldNotServe() throws Exception {
    fixture.write("a.gguf");
    fixture.write("b.gguf");
    ModelLibrary library = fixture.open();
    String a = library.find("a").orElseThrow().id();
    assertThatThrownBy(() -> library.setAlias(a, "B")).hasMessageContaining("taken");
    assertThatThrownBy(() -> library.setAlias(a, "x,y")).hasMessageContaining("commas");
    assertThatThrownBy(() -> library.setAlias("nope", "x")).hasMessageContaining("no model");
    library.setAlias(a, "x");
    library.setAlias(a, "");
    assertThat(library.find("a")).isPresent();
  }

  @Test
  void givesEachModelAnAliasOfItsOwn() throws Exception {
    fixture.write("one/same.gguf");
    fixture.write("two/same.gguf", LibraryFixture.small("another"));
    fixture.write("some-model/ggml-model-q4_0.gguf");
    ModelLibrary library = fixture.open();
    assertThat(library.list())
        .extracting(Model::alias)
        .containsExactly("same", "some-model", "same-2");
    assertThat(library.find("same-2")).isPresent();
    assertThat(library.candidates("sa")).hasSize(2);
    assertThat(library.find("sa")).isEmpty();
    assertThat(library.find("some")).isPresent();
    assertThat(library.find(fixture.models.resolve("two/same.gguf").toString())).isPresent();
  }

  @Test
  void putsDamagedNotesAside() throws Exception {
    Files.createDirectories(fixture.data);
    Files.writeString(fixture.data.resolve("library.json"), "{ broken");
    fixture.write("m.gguf");
    assertThat(fixture.open().list()).hasSize(1);
    assertThat(fixture.data.resolve("library.json.damaged")).hasContent("{ broken");
  }

  @Test
  void saysWhyAFileIsNotListed() throws Exception {
    fixture.write("m.gguf");
    fixture.write("mmproj.gguf", projector(32));
    Path text = write("notes.txt", "hello".getBytes());
    Path tensors = write("m.safetensors", "x".getBytes());
    Path bare = write("blob", GgufBuilder.llama("Bare").whole());
    Path page = write("page.gguf", "<html>".getBytes());
    Path outside = Files.write(folder.resolve("outside.gguf"), GgufBuilder.llama("Out").whole());
    ModelLibrary library = fixture.open();
    Path late = fixture.write("late.gguf");

    assertThat(why(library, "m.gguf")).isEqualTo("It is listed as 'm'.");
    assertThat(why(library, "mmproj.gguf")).contains("belongs to 'm'");
    assertThat(why(library, "none.gguf")).isEqualTo("There is no such file.");
    assertThat(library.why(text).reason()).contains("does not end in .gguf");
    assertThat(library.why(tensors).reason()).contains("safetensors");
    assertThat(library.why(bare).reason()).contains("Give it that ending");
    assertThat(library.why(page).listed()).isTrue();
    assertThat(library.why(page).reason()).contains("web page");
    assertThat(library.why(outside).reason()).contains("Add the folder " + folder);
    assertThat(library.why(fixture.models).reason()).contains("folder");
    assertThat(library.why(late).reason()).contains("last looked through");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    fixture.write("m.gguf");
    fixture.open(LibraryFixture.WATCHING).close();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().startsWith("hearth-library")));
  }

  @Test
  void endsAListenersInterest() throws Exception {
    ModelLibrary library = fixture.open();
    List<LibraryChange> told = Collections.synchronizedList(new ArrayList<>());
    List<LibraryChange> other = Collections.synchronizedList(new ArrayList<>());
    ModelLibrary.Subscription subscription = library.addListener(told::add);
    library.addListener(other::add);
    await().until(() -> told.size() == 1 && other.size() == 1);
    subscription.close();
    fixture.write("m.gguf");
    LibraryFixture.scan(library);
    await().until(() -> other.size() == 2);
    assertThat(told).hasSize(1);
  }

  private static GgufBuilder projector(int width) {
    return new GgufBuilder()
        .text("general.architecture", "clip")
        .text("general.type", "mmproj")
        .flag("clip.has_vision_encoder", true)
        .u32("clip.vision.projection_dim", width)
        .tensor("v.blk.0.x", 1, 32);
  }

  private String why(ModelLibrary library, String file) {
    return library.why(fixture.models.resolve(file)).reason();
  }

  private static void assertState(
      Map<String, ModelState> states, String file, Kind kind, String reason) {
    assertThat(states).containsKey(file);
    assertThat(states.get(file).kind()).describedAs(file).isEqualTo(kind);
    assertThat(states.get(file).reason()).describedAs(file).contains(reason);
  }

  private static List<String> names(ModelLibrary library) {
    return library.list().stream().map(Model::name).toList();
  }

  private static Model only(ModelLibrary library) {
    assertThat(library.list()).hasSize(1);
    return library.list().getFirst();
  }

  private Path write(String path, byte[] bytes) throws IOException {
    Path file = fixture.models.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static Path link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, target);
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> files = Files.walk(fixture.models)) {
      for (Path file : files.toList()) {
        String stamp = Files.getLastModifiedTime(file) + " " + Files.size(file);
        out.put(file.toString(), stamp);
      }
    }
    return out;
  }
}
