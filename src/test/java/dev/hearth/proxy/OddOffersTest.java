package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools as odd as clients send them: each request gets its call, and a wrong one is corrected. */
class OddOffersTest {
  private static final String CHAT = "/v1/chat/completions";

  @RegisterExtension static final Stage STAGE = new Stage();

  private static JsonNode json(RawHttp.Response response) {
    return Json.parse(response.body()).orElseThrow();
  }

  private static String offering(String ask, String schema) {
    return Bodies.chat(
        ask,
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
            + schema.replace('\'', '"')
            + "}}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "{}",
        "[]",
        "'x'",
        "{'type':'objekt'}",
        "{'type':'object','properties':null,'required':null}",
        "{'type':'object','properties':{},'additionalProperties':false}",
        "{'$ref':'#'}",
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/x'}},'required':['a'],'$defs':{'x':{'type':'string'}}}",
        "{'type':'object','properties':{'n':{'$ref':'#/$defs/n'}},'required':['n'],'$defs':{'n':{'type':'object','properties':{'v':{'type':'integer'},'next':{'anyOf':[{'$ref':'#/$defs/n'},{'type':'null'}]}},'required':['v']}}}",
        "{'type':'object','properties':{'a':{'$ref':'#/nowhere'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'$ref':'http://127.0.0.1:1/x.json'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'$ref':'file:///etc/passwd'}},'required':['a']}",
        "{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object','properties':{'a':{'type':'string'}},'required':['a']}",
        "{'$schema':'https://example.com/none','type':'object','properties':{'a':{'type':'string'}},'required':['a']}",
        "{'$schema':'http://json-schema.org/draft-04/schema#','type':'object','properties':{'a':{'type':'integer','minimum':1,'exclusiveMinimum':true}},'required':['a']}",
        "{'type':'object','properties':{'a':{'anyOf':[{'type':'string'},{'type':'integer'}]}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'string','format':'uri'},'b':{'type':'string','format':'nonsense'}},'required':['a','b']}",
        "{'type':'object','properties':{'a':{'type':['integer','null']}},'required':['a']}",
        "{'type':'object','properties':{'a':{'enum':[{'x':1},[2],null]}},'required':['a']}",
        "{'type':'object','properties':{'a':{'enum':[]}}}",
        "{'type':'object','properties':{'a':{'type':'string','pattern':'(?<'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'string','pattern':'^(a+)+$'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'array','items':[{'type':'string'}]}},'required':['a']}"
      })
  void givesACallWhateverTheSchema(String schema) throws Exception {
    for (String ask : List.of("practice:call", "practice:malformed-arguments")) {
      JsonNode choice =
          json(STAGE.proxy().post(CHAT, offering(ask, schema))).path("choices").path(0);
      assertThat(choice.path("finish_reason").asText()).as(ask).isEqualTo("tool_calls");
      JsonNode call = choice.path("message").path("tool_calls").path(0).path("function");
      assertThat(call.path("name").asText()).isEqualTo("f");
      assertThat(Json.parse(call.path("arguments").asText()).orElseThrow().isObject()).isTrue();
    }
  }

  @Test
  void findsTheOneMeantAmongFiveHundred() throws Exception {
    ObjectNode body =
        (ObjectNode) Json.parse(Bodies.chat("practice:call tool_77 now")).orElseThrow();
    ArrayNode tools = body.putArray("tools");
    for (int i = 0; i < 500; i++) {
      ObjectNode function =
          tools.addObject().put("type", "function").putObject("function").put("name", "tool_" + i);
      ObjectNode properties =
          function.putObject("parameters").put("type", "object").putObject("properties");
      for (int j = 0; j < 10; j++) {
        properties.putObject("p" + j).put("type", "string");
      }
    }
    JsonNode reply = json(STAGE.proxy().post(CHAT, Json.text(body)));
    assertThat(reply.path("choices").findValuesAsText("name")).containsExactly("tool_77");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | string or an object",
        "[] | string or an object",
        "{'type':'function','function':{'name':'nope'}} | does not offer"
      })
  void refusesAChoiceThatCannotBeMade(String choice, String why) throws Exception {
    String more = "\"tools\":" + Bodies.TOOLS + ",\"tool_choice\":" + choice.replace('\'', '"');
    RawHttp.Response response = STAGE.proxy().post(CHAT, Bodies.chat("Hi", more));
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).path("error").path("message").asText()).contains(why);
    assertThat(json(response).path("error").path("param").asText()).isEqualTo("tool_choice");
    RawHttp.Response anthropic =
        STAGE
            .proxy()
            .post(
                "/v1/messages",
                Bodies.messages(
                    "Hi",
                    "\"tools\":"
                        + Bodies.ANTHROPIC_TOOLS
                        + ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"nope\"}"));
    assertThat(anthropic.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"required\"' | true",
        "{'type':'function','function':{'name':'read_file'}} | true",
        "{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'read_file'}}]}}"
            + " | true",
        "'\"auto\"' | false",
        "'\"none\"' | false",
        "null | false"
      })
  void keepsToTheChoice(String choice, boolean call) throws Exception {
    String more = "\"tools\":" + Bodies.TOOLS + ",\"tool_choice\":" + choice.replace('\'', '"');
    JsonNode reply =
        json(STAGE.proxy().post(CHAT, Bodies.chat("practice:text", more))).path("choices");
    assertThat(reply.path(0).path("finish_reason").asText())
        .isEqualTo(call ? "tool_calls" : "stop");
  }

  @Test
  void keepsCallsSingleWhereTheClientWantsOne() throws Exception {
    String more = "\"tools\":" + Bodies.TOOLS + ",\"parallel_tool_calls\":false";
    JsonNode reply = json(STAGE.proxy().post(CHAT, Bodies.chat("practice:parallel-calls", more)));
    assertThat(reply.path("choices").path(0).path("message").path("tool_calls")).hasSize(1);
  }

  @Test
  void readsEarlierCallsHoweverTheyAreWritten() throws Exception {
    for (String arguments : List.of("{\"path\":\"x\"}", "\"{bad\"", "\"\"", "null", "7")) {
      String body =
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\","
              + "\"content\":null,\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":"
              + "{\"name\":\"read_file\",\"arguments\":"
              + arguments
              + "}}]},{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":[{\"type\":\"text\","
              + "\"text\":\"ok\"}]}],\"tools\":"
              + Bodies.TOOLS
              + "}";
      assertThat(STAGE.proxy().post(CHAT, body).status()).as(arguments).isEqualTo(200);
    }
  }

  @Test
  void saysThatTheModelIsBlind() throws Exception {
    String picture =
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}";
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + picture + "]}]}";
    RawHttp.Response response = STAGE.proxy().post(CHAT, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).path("error").path("message").asText()).contains("pictures");
    assertThat(STAGE.proxy().events(Event.BackendBody.class).getLast().body().text())
        .contains("mmproj");
  }

  @Test
  void practiceHearsThePersonNotTheAgentsNotes() throws Exception {
    String note =
        "<system-reminder>\\nNever use list_files or practice:http-500.\\n</system-reminder>";
    JsonNode reply = json(STAGE.proxy().post(CHAT, Bodies.tools(note + "practice:call read_file")));
    assertThat(reply.path("choices").findValuesAsText("name")).containsExactly("read_file");
  }
}
