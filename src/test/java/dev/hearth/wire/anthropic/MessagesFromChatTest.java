package dev.hearth.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Capture;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.openai.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesFromChatTest {
  @Test
  void translatesAConversation() throws MalformedRequest {
    assertThat(
            body(
                "'messages':[{'role':'system','content':'A'},{'role':'developer','content':[{'type':'text','text':'B'}]},"
                    + "{'role':'user','content':'q'},"
                    + "{'role':'assistant','content':null,'tool_calls':[{'id':'c.1','type':'function','function':{'name':'f','arguments':'{\\\"x\\\":1}'}},"
                    + "{'id':'d','function':{'name':'g','arguments':''}},{'id':'e','function':{'name':'h','arguments':'{bad'}}]},"
                    + "{'role':'tool','tool_call_id':'c.1','content':'r'},{'role':'tool','tool_call_id':'d','content':[{'type':'text','text':'s'}]},"
                    + "{'role':'user','content':[{'type':'text','text':'see'},{'type':'image_url','image_url':{'url':'data:image/png;base64,QQ=='}},"
                    + "{'type':'image_url','image_url':{'url':'http://x'}}]},{'role':'system','content':'late'}]"))
        .isEqualTo(
            json(
                "{'max_tokens':8192,'system':'A\\n"
                    + "\\n"
                    + "B','messages':[{'role':'user','content':[{'type':'text','text':'q'}]},"
                    + "{'role':'assistant','content':["
                    + "{'type':'tool_use','id':'toolu_local_c_2e1','name':'f','input':{'x':1}},"
                    + "{'type':'tool_use','id':'d','name':'g','input':{}},"
                    + "{'type':'tool_use','id':'e','name':'h','input':{'arguments':'{bad'}}]},"
                    + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_local_c_2e1','content':'r'},"
                    + "{'type':'tool_result','tool_use_id':'d','content':[{'type':'text','text':'s'}]},{'type':'tool_result','tool_use_id':'e','content':'The"
                    + " call was not carried"
                    + " out.','is_error':true},{'type':'text','text':'see'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'QQ=='}},{'type':'image','source':{'type':'url','url':'http://x'}},{'type':'text','text':'<system-reminder>\\n"
                    + "late\\n"
                    + "</system-reminder>'}]}]}"));
  }

  @Test
  void translatesFields() throws MalformedRequest {
    JsonNode body =
        body(
            "'model':'m','max_completion_tokens':7,'max_tokens':9,'temperature':0.5,'top_p':0.9,'stop':'END','n':2,'seed':4,"
                + "'user':'u','stream':true,'stream_options':{},'response_format':{'type':'json_schema','json_schema':{'schema':{'type':'object'}}},"
                + "'messages':[{'role':'user','content':'q'}]");
    assertThat(body)
        .isEqualTo(
            json(
                "{'model':'m','stream':true,'temperature':0.5,'top_p':0.9,'max_tokens':7,'stop_sequences':['END'],"
                    + "'metadata':{'user_id':'u'},'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}},"
                    + "'messages':[{'role':'user','content':[{'type':'text','text':'q'}]}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'auto' | {'type':'auto','disable_parallel_tool_use':true}",
        "'required' | {'type':'any','disable_parallel_tool_use':true}",
        "'none' | {'type':'none'}",
        "{'type':'function','function':{'name':'f'}} |"
            + " {'type':'tool','name':'f','disable_parallel_tool_use':true}",
      })
  void translatesTools(String given, String expected) throws MalformedRequest {
    JsonNode body =
        body(
            "'messages':[{'role':'user','content':'q'}],'parallel_tool_calls':false,'tool_choice':"
                + given
                + ",'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object','x-v':[1.0]}}}]");
    assertThat(body.path("tools"))
        .isEqualTo(
            json("[{'name':'f','description':'d','input_schema':{'type':'object','x-v':[1.0]}}]"));
    assertThat(body.path("tool_choice")).isEqualTo(json(expected));
  }

  @Test
  void listsModelsForBothKindsOfClient() {
    JsonNode listed = Json.parse(Capture.named("get-v1-models").body()).orElseThrow();
    JsonNode list = ModelList.toAnthropic(listed);
    assertThat(list.path("data").findValuesAsText("id"))
        .containsExactly("tiny", "claude-local-tiny");
    assertThat(list.path("data").path(0).path("created_at").asText())
        .isEqualTo("2026-11-21T14:58:42Z");
    assertThat(list.path("first_id").asText()).isEqualTo("tiny");
    assertThat(list.path("last_id").asText()).isEqualTo("claude-local-tiny");
    assertThat(list.path("has_more").asBoolean(true)).isFalse();
    assertThat(ModelList.toOpenAi(list).at("/data/0"))
        .hasToString(
            "{\"id\":\"tiny\",\"object\":\"model\",\"created\":1795273122,\"owned_by\":\"anthropic\"}");
    assertThat(ModelList.toAnthropic(Json.object()).path("data")).isEmpty();
  }

  @Test
  void anAliasLeadsBackToItsModel() {
    List<String> ids = List.of("org/Qwen3 8B:Q4", "claude-real", "tiny");
    for (String id : ids) {
      assertThat(ModelList.alias(id)).matches("claude[A-Za-z0-9._-]+");
      assertThat(ModelList.resolve(ModelList.alias(id), ids)).contains(id);
      assertThat(ModelList.resolve(id, ids)).contains(id);
    }
    assertThat(ModelList.resolve("claude-sonnet-5", ids)).isEmpty();
    assertThat(TokenCount.reply(17)).hasToString("{\"input_tokens\":17}");
  }

  private static JsonNode body(String fields) throws MalformedRequest {
    byte[] bytes = ("{" + fields + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Json.parse(MessagesFromChat.body(ChatRequest.parse(bytes))).orElseThrow();
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"')).orElseThrow();
  }
}
