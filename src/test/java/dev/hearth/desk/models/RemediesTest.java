package dev.hearth.desk.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.models.library.Model;
import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one click does about a failure. */
class RemediesTest {
  private final FakeModels fake = new FakeModels();
  private final List<String> asked = new ArrayList<>();
  private final LaunchModel launch = new LaunchModel(fake, fake, Runnable::run);
  private final CardModel card =
      new CardModel(
          fake, fake, launch, new LogView(Runnable::run), InstantSource.system(), Runnable::run);
  private final Remedies remedies =
      new Remedies(
          card,
          fake,
          fake,
          new Remedies.Ways(() -> asked.add("program"), () -> asked.add("download")));

  private void show(Model model) {
    fake.list(List.of(model));
    launch.machine(Optional.of(SampleModels.MACHINE));
    card.show(Optional.of(model));
  }

  private static Model small() {
    return SampleModels.model("a", "A", "llama", "Q4", SampleModels.GIB, 32_768, 16);
  }

  private static ServerFailure failure(FailureKind kind, String cause) {
    return new ServerFailure(kind, cause, "");
  }

  private Remedy first(FailureKind kind, String cause) {
    return remedies.of(failure(kind, cause)).getFirst();
  }

  @Test
  void aFlagTheProgramDoesNotKnowIsTakenOutAndTheModelStarted() {
    show(small());
    launch
        .draftProperty()
        .set(
            launch.draftProperty().get().with().extraFlags(List.of("--mlock", "--x", "1")).build());
    Remedy remedy = first(FailureKind.BAD_FLAG, "This build does not know the flag --x.");
    assertThat(remedy.text()).isEqualTo("Start without --x");
    remedy.deed().run();
    assertThat(launch.draftProperty().get().extraFlags()).containsExactly("--mlock");
    assertThat(fake.done).contains("start " + card.alias());
  }

  @Test
  void aModelThatDoesNotFitIsStartedWithWhatFitsAndThenWithLess() {
    Model model = SampleModels.several().getFirst();
    show(model);
    launch.context(131_072);
    Remedy fitting = first(FailureKind.OUT_OF_GPU_MEMORY, "Too little memory.");
    fitting.deed().run();
    assertThat(fitting.id()).isEqualTo("fit");
    assertThat(launch.advised()).as("it is what was advised now").isFalse();
    assertThat(fake.done).contains("start " + card.alias());

    show(small());
    launch.context(32_768);
    assertThat(launch.advised()).isFalse();
    Remedy half = first(FailureKind.OUT_OF_MEMORY, "Too little memory.");
    half.deed().run();
    assertThat(launch.draftProperty().get().context()).isEqualTo(16_384);
  }

  @Test
  void aProgramThatDoesNotRunIsReplaced() {
    show(small());
    List<Remedy> all = remedies.of(failure(FailureKind.MISSING_LIBRARY, "No libcudart."));
    assertThat(all).extracting(Remedy::id).containsExactly("install", "choose-program");
    all.forEach(remedy -> remedy.deed().run());
    assertThat(fake.done).contains("install");
    assertThat(asked).containsExactly("program");
  }

  @ParameterizedTest
  @CsvSource({"CORRUPT_FILE,get", "UNREADABLE_FILE,show-file", "MISSING_FILE,rescan"})
  void aBadFileIsLookedAfter(FailureKind kind, String id) {
    show(small());
    assertThat(first(kind, "The file is bad.").id()).isEqualTo(id);
  }

  @Test
  void whatNobodyKnowsTheCauseOfHasNoRemedy() {
    show(small());
    assertThat(remedies.of(failure(FailureKind.EXITED, "It ended."))).isEmpty();
  }
}
