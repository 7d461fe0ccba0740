package dev.hearth.guard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checking against whatever clients call a schema. */
class ArgumentCheckTest {
  private final ArgumentCheck check = new ArgumentCheck(new SchemaCache());

  private Checked check(String schema, String arguments) {
    return check.check(
        Json.parse(schema).orElseThrow(),
        (ObjectNode) Json.parse(arguments).orElseThrow(),
        false,
        true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "true",
        "\"object\"",
        "{\"type\":\"any\"}",
        "{\"type\":\"object\",\"properties\":null}",
        "{\"type\":\"object\",\"properties\":[]}",
        "{\"properties\":{\"a\":null,\"b\":5,\"c\":{\"type\":\"weird\"}}}",
        "{\"properties\":{\"a\":{\"enum\":[]}},\"required\":null}",
        "{\"properties\":{\"a\":{\"type\":\"integer\",\"required\":true}}}",
        "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:9/nowhere.json\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/missing\"}}}",
        "{\"$schema\":\"http://example.com/mine\",\"$id\":\"nonsense\",\"properties\":{}}",
        "{\"$ref\":\"#\"}",
        "{\"anyOf\":[]}",
        "{\"allOf\":[{\"$ref\":\"#\"}]}",
        "{\"properties\":{\"a\":{\"items\":[{\"type\":\"integer\"}]}}}"
      })
  void oddSchemasNeverFailACall(String schema) {
    assertThat(check(schema, "{\"a\":1,\"b\":2}").faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"
      })
  void everyDraftIsUnderstood(String draft) {
    String schema =
        "{\"$schema\":\""
            + draft
            + "\",\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"integer\",\"null\"]}},\"required\":[\"a\"]}";
    assertThat(check(schema, "{\"a\":1}").faults()).isEmpty();
    assertThat(check(schema, "{\"a\":null}").faults()).isEmpty();
    assertThat(check(schema, "{}").faults())
        .singleElement()
        .extracting(Fault::path)
        .isEqualTo("/a");
    Checked mended = check(schema, "{\"a\":\"5\"}");
    assertThat(mended.arguments().path("a").isIntegralNumber()).isTrue();
    assertThat(mended.mends()).hasSize(1);
  }

  @Test
  void whatIsSoundInAnOddSchemaIsStillChecked() {
    String schema =
        "{\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"weird\"}},\"required\":[\"a\"]}";
    assertThat(check(schema, "{\"b\":1}").faults()).hasSize(1);
  }

  @Test
  void programmersTypeNamesAreUnderstood() {
    String schema = "{\"properties\":{\"n\":{\"type\":\"int\"},\"f\":{\"type\":\"float\"}}}";
    assertThat(check(schema, "{\"n\":\"7\",\"f\":\"1.5\"}").arguments().toString())
        .isEqualTo("{\"n\":7,\"f\":1.5}");
  }

  @Test
  void aRepairThatDoesNotHelpIsNotKept() {
    Checked checked =
        check(
            "{\"properties\":{\"n\":{\"type\":\"integer\",\"maximum\":3},\"m\":{\"type\":\"integer\"}}}",
            "{\"n\":\"7\",\"m\":\"1\"}");
    assertThat(checked.faults()).singleElement().extracting(Fault::path).isEqualTo("/n");
    assertThat(checked.mends()).isEmpty();
    assertThat(checked.arguments().path("m").isTextual()).isTrue();
  }

  @Test
  void choicesDifferingOnlyInFormAreRead() {
    String schema = "{\"properties\":{\"unit\":{\"enum\":[\"celsius\",\"kelvin\"]}}}";
    assertThat(check(schema, "{\"unit\":\"Celsius\"}").arguments().path("unit").asText())
        .isEqualTo("celsius");
    Checked wrong = check(schema, "{\"unit\":\"rankine\"}");
    assertThat(wrong.faults().getFirst().candidates()).containsExactly("\"celsius\"", "\"kelvin\"");
  }

  @Test
  void alternativesAreRepairedToo() {
    String schema =
        "{\"properties\":{\"n\":{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}}}";
    assertThat(check(schema, "{\"n\":\"5\"}").arguments().path("n").asInt()).isEqualTo(5);
    assertThat(check(schema, "{\"n\":\"null\"}").arguments().path("n").isNull()).isTrue();
  }

  @Test
  void nestedListsAreRepairedThroughAndThrough() {
    String schema =
        "{\"properties\":{\"rows\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}}}}";
    Checked checked = check(schema, "{\"rows\":\"[{\\\"n\\\":\\\"1\\\"},{\\\"n\\\":2}]\"}");
    assertThat(checked.arguments().toString()).isEqualTo("{\"rows\":[{\"n\":1},{\"n\":2}]}");
  }

  @Test
  void unknownParametersAreNamedWithThoseThatExist() {
    String schema =
        "{\"properties\":{\"path\":{\"type\":\"string\"}},\"required\":[\"path\"],\"additionalProperties\":false}";
    Fault fault = check(schema, "{\"path\":\"x\",\"colour\":\"red\"}").faults().getFirst();
    assertThat(fault.path()).isEqualTo("/colour");
    assertThat(fault.candidates()).containsExactly("path");
    assertThat(check(schema, "{\"Path\":\"x\"}").arguments().toString())
        .isEqualTo("{\"path\":\"x\"}");
  }

  @Test
  void bigNumbersKeepTheirDigits() {
    Checked checked =
        check(
            "{\"properties\":{\"n\":{\"type\":\"integer\"}}}",
            "{\"n\":\"123456789012345678901234567890\"}");
    assertThat(checked.arguments().toString()).isEqualTo("{\"n\":123456789012345678901234567890}");
    assertThat(
            check("{\"properties\":{\"n\":{\"type\":\"integer\"}}}", "{\"n\":\"1e999\"}")
                .arguments())
        .isNotNull();
  }

  @Test
  void aCarelessPatternDoesNotHang() {
    Checked checked =
        check(
            "{\"properties\":{\"s\":{\"type\":\"string\",\"pattern\":\"^(b?)(a|aa)+\\\\1$\"}}}",
            "{\"s\":\"" + "a".repeat(60) + "!\"}");
    assertThat(checked.faults()).isEmpty();
    assertThat(check("{\"properties\":{\"s\":{\"pattern\":\"^a+$\"}}}", "{\"s\":\"b\"}").faults())
        .hasSize(1);
  }

  @Test
  void valuesFromTextOnlySyntaxesAreTypedWithoutBeingCalledRepairs() {
    Checked checked =
        check.check(
            Json.parse(
                    "{\"properties\":{\"n\":{\"type\":\"integer\"},\"s\":{\"type\":\"string\"},\"o\":{\"type\":\"object\"}}}")
                .orElseThrow(),
            (ObjectNode)
                Json.parse("{\"n\":\"10\",\"s\":\"10\",\"o\":\"{\\\"a\\\":1}\"}").orElseThrow(),
            true,
            true);
    assertThat(checked.arguments().toString()).isEqualTo("{\"n\":10,\"s\":\"10\",\"o\":{\"a\":1}}");
    assertThat(checked.mends()).isEmpty();
  }

  @Test
  void ordersOfManySchemasStayApart() {
    for (int i = 0; i < 700; i++) {
      String schema = "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":" + i + "}}}";
      assertThat(check(schema, "{\"a\":" + i + "}").faults()).isEmpty();
      assertThat(check(schema, "{\"a\":" + (i - 1) + "}").faults()).hasSize(1);
    }
  }
}
