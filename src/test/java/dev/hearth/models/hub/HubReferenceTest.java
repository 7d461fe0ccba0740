package dev.hearth.models.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "owner/repo,owner,repo,main,,",
    "  owner/repo ,owner,repo,main,,",
    "bartowski/Qwen_Qwen3-8B-GGUF:Q4_K_M,bartowski,Qwen_Qwen3-8B-GGUF,main,Q4_K_M,",
    "o/r.1-x@v2.0:q8_0,o,r.1-x,v2.0,q8_0,",
    "hf.co/o/r:IQ4_XS,o,r,main,IQ4_XS,",
    "huggingface.co/o/r,o,r,main,,",
    "hf://o/r,o,r,main,,",
    "https://huggingface.co/o/r,o,r,main,,",
    "https://huggingface.co/o/r/,o,r,main,,",
    "https://hf-mirror.com/o/r/tree/dev,o,r,dev,,",
    "https://huggingface.co/o/r?show_file_info=x.gguf,o,r,main,,",
    "https://huggingface.co/o/r/resolve/main/sub%20dir/x-Q4_0.gguf?download=true,o,r,main,,sub"
        + " dir/x-Q4_0.gguf",
    "https://huggingface.co/o/r/blob/abc/x+y.gguf,o,r,abc,,x+y.gguf",
  })
  void readsWhatPeopleTypeAndPaste(
      String text, String owner, String repo, String revision, String quant, String file)
      throws HubException {
    HubReference reference = HubReference.parse(text);
    assertThat(reference.owner()).isEqualTo(owner);
    assertThat(reference.repo()).isEqualTo(repo);
    assertThat(reference.revision()).isEqualTo(revision);
    assertThat(reference.quant()).isEqualTo(quant == null ? "" : quant);
    assertThat(reference.file()).isEqualTo(file == null ? "" : file);
    assertThat(reference.id()).isEqualTo(owner + "/" + repo);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "repo",
        "a/b/c",
        "../etc",
        "a/..",
        "a/b@../x",
        "https://huggingface.co/only",
        "https://huggingface.co/o/r/tree/..%2f..",
        "a b/c",
        "-a/b",
        "http://[bad"
      })
  void refusesWhatIsNoRepository(String text) {
    assertThatThrownBy(() -> HubReference.parse(text))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("Write owner/repo");
  }

  @Test
  void takesItsSettingsFromTheEnvironment(@TempDir Path home) throws Exception {
    assertThat(HubSettings.from(Map.of(), home).endpoint()).isEqualTo(HubSettings.HUGGING_FACE);
    HubSettings mirror =
        HubSettings.from(Map.of("HF_ENDPOINT", "https://hf-mirror.com/", "HF_TOKEN", " t1 "), home);
    assertThat(mirror.endpoint()).isEqualTo(URI.create("https://hf-mirror.com"));
    assertThat(mirror.token()).isEqualTo("t1");
    assertThat(mirror.toString()).doesNotContain("t1").contains("set");
    Path file = home.resolve(".cache/huggingface/token");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "t2\n");
    assertThat(HubSettings.from(Map.of(), home).token()).isEqualTo("t2");
    assertThat(HubSettings.from(Map.of("HF_HOME", home.toString()), home).token()).isEmpty();
    assertThatThrownBy(() -> HubSettings.from(Map.of("HF_ENDPOINT", "ftp://x"), home))
        .hasMessageContaining("HF_ENDPOINT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.gguf", "a/../../x.gguf", "/etc/x.gguf", "a//x.gguf", "", ".", "a\\..\\x.gguf",
        "C:x.gguf", "a/CON/x.gguf", "nul.gguf", "x.gguf ", "x.gguf.", "a\u0000b.gguf", "a\nb.gguf"
      })
  void keepsNamesFromTheNetworkInTheirFolder(String path, @TempDir Path folder) {
    assertThatThrownBy(() -> SafePath.below(folder, path))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.kind()).isEqualTo(HubException.Kind.UNSAFE));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void followsNoLinkOutOfTheFolder(@TempDir Path folder) throws Exception {
    Path inside = Files.createDirectory(folder.resolve("in"));
    Path outside = Files.createDirectory(folder.resolve("out"));
    assertThat(SafePath.below(inside, "a b/ü.gguf")).isEqualTo(inside.resolve("a b/ü.gguf"));
    Files.createSymbolicLink(inside.resolve("link"), outside);
    assertThatThrownBy(() -> SafePath.below(inside, "link/x.gguf"))
        .hasMessageContaining("not safe");
  }
}
