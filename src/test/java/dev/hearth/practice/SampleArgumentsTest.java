package dev.hearth.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hearth.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleArgumentsTest {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{}}",
        "{'type':'object','properties':{'a':{'type':'string'}}}",
        "{'type':'object','properties':{'a':{'type':'string','minLength':12}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'string','maxLength':3}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'string','pattern':'^[0-9]+$'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'enum':['x','y']},'b':{'const':7}},'required':['a','b']}",
        "{'type':'object','properties':{'a':{'type':'integer','minimum':10,'maximum':12}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'integer','maximum':-4}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'integer','exclusiveMinimum':5}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'number','exclusiveMaximum':1}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'integer','multipleOf':7}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':['null','boolean']}},'required':['a']}",
        "{'type':'object','properties':{'a':{'anyOf':[{'type':'null'},{'type':'integer'}]}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'array','minItems':2,'items':{'type':'string'}}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'array','maxItems':0}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'object','properties':{'b':{'type':'integer'}},'required':['b']}},'required':['a']}",
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/A'}},'required':['a'],'$defs':{'A':{'type':'integer'}}}",
        "{'$ref':'#/$defs/A','$defs':{'A':{'type':'object','properties':{'n':{'type':'integer'}},'required':['n']}}}",
        "{'type':'object','allOf':[{'properties':{'n':{'type':'boolean'}},'required':['n']}]}",
        "{'type':'object','properties':{'a':{'type':'string','format':'uuid'},'b':{'type':'string','format':'date'}},'required':['a','b']}",
        "{'type':'object','properties':{'a':{'type':'string','default':'d'},'b':{'type':'integer','examples':[9]}},'required':['a','b']}",
        "{'type':'object','properties':{'todos':{'type':'array','items':{'type':'object','properties':{'content':{'type':'string','minLength':1},'status':{'enum':['pending','done']}},'required':['content','status'],'additionalProperties':false}}},'required':['todos'],'additionalProperties':false}"
      })
  void whatIsMadeUpFitsTheSchema(String schema) {
    JsonNode parameters = Json.parse(schema.replace('\'', '"')).orElseThrow();

    JsonNode sample = SampleArguments.of(new OfferedTool("try", "", parameters), "Hello");

    assertThat(SCHEMAS.getSchema(parameters).validate(sample)).as(sample.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{'a':{'$ref':'#/properties/a'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'$ref':'#'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'$ref':'http://elsewhere'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'object','$ref':'#/$defs/T'}},'required':['a'],'$defs':{'T':{'type':'object','properties':{'t':{'$ref':'#/$defs/T'}},'required':['t']}}}",
        "{'type':'object','required':['nobody-described-this']}",
        "{'type':'object','properties':{'a':{'type':'string','pattern':'('}},'required':['a']}",
        "{'properties':7,'required':'a'}"
      })
  void oddSchemasDoNoHarm(String schema) {
    JsonNode parameters = Json.parse(schema.replace('\'', '"')).orElseThrow();

    assertThat(SampleArguments.of(new OfferedTool("try", "", parameters), "").isObject()).isTrue();
  }
}
