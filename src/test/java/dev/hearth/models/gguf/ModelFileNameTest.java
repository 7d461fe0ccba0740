package dev.hearth.models.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileNameTest {
  @ParameterizedTest
  @CsvSource({
    "Qwen3-8B-Q4_K_M.gguf,Q4_K_M,Qwen3-8B",
    "qwen3-8b-q4_k_m.gguf,Q4_K_M,qwen3-8b",
    "Qwen3-30B-A3B-UD-Q4_K_XL.gguf,UD-Q4_K_XL,Qwen3-30B-A3B",
    "gemma-3-4b-it.IQ4_XS.gguf,IQ4_XS,gemma-3-4b-it",
    "gpt-oss-20b-mxfp4.gguf,MXFP4,gpt-oss-20b",
    "m-IQ2_XXS.gguf,IQ2_XXS,m",
    "m-Q8_0-00002-of-00003.gguf,Q8_0,m",
    "llama-bf16.gguf,BF16,llama",
    "Meta-Q6_K_L.gguf,Q6_K_L,Meta",
    "plain.gguf,,plain",
  })
  void findsTheQuantisationAndTheRest(String name, String quant, String family) {
    ModelFileName parsed = ModelFileName.of(name);
    assertThat(parsed.quantisation().orElse(null)).isEqualTo(quant);
    assertThat(parsed.family()).isEqualTo(family);
  }

  @Test
  void takesSplitNamesApart() {
    ModelFileName name = ModelFileName.of("big-Q4_0-00002-of-00005.GGUF");
    assertThat(name.stem()).isEqualTo("big-Q4_0");
    assertThat(name.part()).isEqualTo(2);
    assertThat(name.parts()).isEqualTo(5);
    assertThat(name.gguf()).isTrue();
    assertThat(name.partName(1)).isEqualTo("big-Q4_0-00001-of-00005.gguf");
    assertThat(ModelFileName.of("x-00006-of-00005.gguf").split()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "m.gguf.part,true",
    "m.gguf.incomplete,true",
    "m.gguf.downloading,true",
    "m.gguf,false",
    "m.gguf.aria2,true",
    "m.gguf.crdownload,true"
  })
  void knowsHalfDownloads(String name, boolean unfinished) {
    assertThat(ModelFileName.of(name).unfinished()).isEqualTo(unfinished);
    assertThat(ModelFileName.of(name).gguf()).isTrue();
    assertThat(ModelFileName.of(name).stem()).isEqualTo("m");
  }

  @Test
  void knowsProjectors() {
    assertThat(ModelFileName.of("mmproj-F16.gguf").projector()).isTrue();
    assertThat(ModelFileName.of("gemma-mmproj-model-f16.gguf").projector()).isTrue();
    assertThat(ModelFileName.of("gemma.gguf").projector()).isFalse();
  }
}
