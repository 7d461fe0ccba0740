package dev.hearth.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.openai.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesRequestTest {
  private static final Translation PLAIN = new Translation(ReasoningReplay.NONE, false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'max_tokens':1} | messages",
        "{'max_tokens':1,'messages':[]} | messages",
        "{'max_tokens':1,'messages':[3]} | messages[0]",
        "{'max_tokens':1,'messages':[{'content':'x'}]} | messages[0].role",
        "{'max_tokens':1,'messages':[{'role':'user','content':null}]} | messages[0].content",
        "{'max_tokens':1,'messages':[{'role':'user','content':[4]}]} | messages[0].content[0]",
        "{'messages':[{'role':'user','content':'x'}]} | max_tokens",
        "{'max_tokens':0,'messages':[{'role':'user','content':'x'}]} | max_tokens",
        "{'max_tokens':'9','messages':[{'role':'user','content':'x'}]} | max_tokens",
        "{'max_tokens':1,'stream':1,'messages':[{'role':'user','content':'x'}]} | stream",
        "{'max_tokens':1,'system':5,'messages':[{'role':'user','content':'x'}]} | system",
        "{'max_tokens':1,'tools':5,'messages':[{'role':'user','content':'x'}]} | tools",
        "{'max_tokens':1,'tool_choice':'any','messages':[{'role':'user','content':'x'}]} |"
            + " tool_choice",
        "{'max_tokens':1,'stop_sequences':[1],'messages':[{'role':'user','content':'x'}]} |"
            + " stop_sequences[0]",
        "{'max_tokens':1,'thinking':true,'messages':[{'role':'user','content':'x'}]} | thinking",
      })
  void refusesWhatIsWrongAndNamesIt(String body, String path) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOfSatisfying(MalformedRequest.class, e -> assertThat(e.path()).isEqualTo(path));
  }

  @Test
  void countingTokensNeedsNoLimit() throws MalformedRequest {
    MessagesRequest request =
        MessagesRequest.parseForCounting(bytes("{'messages':[{'role':'user','content':'x'}]}"));
    assertThat(request.maxTokens()).isEmpty();
    assertThat(request.toChat(PLAIN).messageCount()).isEqualTo(1);
  }

  @Test
  void translatesFields() throws MalformedRequest {
    MessagesRequest request =
        parse(
            "{'model':'claude-x','max_tokens':99,'stream':true,'temperature':0.10,'top_k':4,'stop_sequences':['END'],"
                + "'metadata':{'user_id':'u'},'context_management':{},'output_config':{'effort':'high'},"
                + "'thinking':{'type':'enabled','budget_tokens':9},'service_tier':'auto',"
                + "'messages':[{'role':'user','content':'hi'}]}");
    assertThat(request.thinkingWanted()).isTrue();
    assertThat(request.stopSequences()).containsExactly("END");
    assertThat(tree(request.toChat(PLAIN)))
        .isEqualTo(
            json(
                "{'model':'claude-x','max_tokens':99,'stream':true,'temperature':0.10,'top_k':4,'stop':['END'],"
                    + "'messages':[{'role':'user','content':'hi'}]}"));
    assertThat(new String(request.toChat(PLAIN).body(), StandardCharsets.UTF_8)).contains("0.10");
    JsonNode switched = tree(request.toChat(new Translation(ReasoningReplay.NONE, true)));
    assertThat(switched.path("chat_template_kwargs")).isEqualTo(json("{'enable_thinking':true}"));
  }

  @ParameterizedTest
  @CsvSource({
    "{'type':'adaptive'},true",
    "{'type':'disabled'},false",
    "null,false",
  })
  void knowsWhetherThinkingIsWanted(String thinking, boolean wanted) throws MalformedRequest {
    assertThat(
            parse(
                    "{'max_tokens':1,'thinking':"
                        + thinking
                        + ",'messages':[{'role':'user','content':'x'}]}")
                .thinkingWanted())
        .isEqualTo(wanted);
  }

  @Test
  void aFixedReplyFormatBecomesAResponseFormat() throws MalformedRequest {
    JsonNode chat =
        tree(
            parse(
                    "{'max_tokens':1,'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}},"
                        + "'messages':[{'role':'user','content':'x'}]}")
                .toChat(PLAIN));
    assertThat(chat.at("/response_format/json_schema/schema")).isEqualTo(json("{'type':'object'}"));
  }

  @Test
  void translatesClaudeCodesOpening() throws MalformedRequest {
    JsonNode messages =
        messages(
            "'thinking':{'type':'adaptive','display':'omitted'},'system':[{'type':'text','text':'x-anthropic-billing-header:"
                + " cc=1'},{'type':'text','text':'You"
                + " are.','cache_control':{'type':'ephemeral'}},{'type':'text','text':'Rules.'}],"
                + "'messages':[{'role':'user','content':[{'type':'text','text':'hi'}]},"
                + "{'role':'system','content':[{'type':'text','text':'note'}],'output_config':{}}]");
    assertThat(messages)
        .isEqualTo(
            json(
                "[{'role':'system','content':'You are.\\n"
                    + "Rules.'},{'role':'user','content':'hi\\n"
                    + "<system-reminder>\\n"
                    + "note\\n"
                    + "</system-reminder>'}]"));
  }

  @Test
  void aSystemMessageAtTheStartJoinsTheInstructions() throws MalformedRequest {
    assertThat(
            messages(
                "'system':'A','messages':[{'role':'system','content':'B'},{'role':'user','content':'hi'}]"))
        .isEqualTo(json("[{'role':'system','content':'A\\nB'},{'role':'user','content':'hi'}]"));
  }

  @Test
  void resultsFollowTheirCallsAndNothingCrossesThem() throws MalformedRequest {
    JsonNode messages =
        messages(
            "'messages':[{'role':'user','content':'first'},{'role':'assistant','content':[{'type':'text','text':'let"
                + " me'},"
                + "{'type':'tool_use','id':'a','name':'f','input':{'x':1.0}},{'type':'tool_use','id':'b','name':'g','input':{}}]},"
                + "{'role':'user','content':[{'type':'text','text':'more'},{'type':'tool_result','tool_use_id':'a','content':'ra'},"
                + "{'type':'tool_result','tool_use_id':'b','is_error':true,'content':[{'type':'text','text':'rb'}]}]},"
                + "{'role':'user','content':'and'},{'role':'assistant','content':'ok'},{'role':'assistant','content':'done'}]");
    assertThat(messages)
        .isEqualTo(
            json(
                "[{'role':'user','content':'first'},{'role':'assistant','content':'let"
                    + " me','tool_calls':["
                    + "{'id':'a','type':'function','function':{'name':'f','arguments':'{\\\"x\\\":1.0}'}},"
                    + "{'id':'b','type':'function','function':{'name':'g','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'a','content':'ra'},{'role':'tool','tool_call_id':'b','content':'Error:"
                    + " rb'},{'role':'user','content':'more\\n"
                    + "and'},{'role':'assistant','content':'ok\\n"
                    + "done'}]"));
  }

  @Test
  void aResultWithoutAnIdAnswersTheNextOpenCall() throws MalformedRequest {
    JsonNode messages =
        messages(
            "'messages':[{'role':'user','content':'q'},{'role':'assistant','content':["
                + "{'type':'tool_use','id':'a','name':'f','input':{}},{'type':'tool_use','id':'b','name':'f','input':{}}]},"
                + "{'role':'user','content':[{'type':'tool_result','content':'1'},{'type':'tool_result','content':'2'}]}]");
    assertThat(messages.findValuesAsText("tool_call_id")).containsExactly("a", "b");
  }

  @Test
  void picturesReachTheModel() throws MalformedRequest {
    JsonNode messages =
        messages(
            "'messages':[{'role':'user','content':[{'type':'text','text':'see'},"
                + "{'type':'image','source':{'type':'base64','media_type':'image/jpeg','data':'QQ=='}},"
                + "{'type':'image','source':{'type':'url','url':'http://x/y.png'}}]},"
                + "{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'shot','input':{}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':["
                + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'Qg=='}}]}]}]");
    assertThat(messages.at("/0/content"))
        .isEqualTo(
            json(
                "[{'type':'text','text':'see'},{'type':'image_url','image_url':{'url':'data:image/jpeg;base64,QQ=='}},"
                    + "{'type':'image_url','image_url':{'url':'http://x/y.png'}}]"));
    assertThat(messages.at("/2/content").asText()).isEqualTo("The result is the attached image.");
    assertThat(messages.at("/3/role").asText()).isEqualTo("user");
    assertThat(messages.at("/3/content/1/image_url/url").asText())
        .isEqualTo("data:image/png;base64,Qg==");
  }

  @Test
  void otherBlocksAreReadOrNamed() throws MalformedRequest {
    JsonNode messages =
        messages(
            "'messages':[{'role':'user','content':["
                + "{'type':'document','title':'T','source':{'type':'text','media_type':'text/plain','data':'plain'}},"
                + "{'type':'document','source':{'type':'base64','media_type':'text/csv','data':'YSxi'}},"
                + "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'QQ=='}},"
                + "{'type':'search_result','title':'S','source':'http://s','content':[{'type':'text','text':'found'}]},"
                + "{'type':'tool_reference','tool_name':'mcp'},{'type':'from_the_future'}]},"
                + "{'role':'assistant','content':[{'type':'server_tool_use','name':'web_search','input':{'q':'x'}},"
                + "{'type':'web_search_tool_result','content':[{'type':'web_search_result','title':'W','url':'http://w'}]},"
                + "{'type':'redacted_thinking','data':'zzz'},{'type':'text','text':'so'}]}]");
    assertThat(messages.at("/0/content").asText())
        .isEqualTo(
            "T\nplain\na,b\n[A document of type application/pdf that cannot be shown here.]\n"
                + "S\nhttp://s\nfound\nThe tool mcp is now available.\n"
                + "[A block of type from_the_future that cannot be shown here.]");
    assertThat(messages.at("/1/content").asText())
        .isEqualTo("[Called web_search with {\"q\":\"x\"}]\nW\nhttp://w\nso");
  }

  @ParameterizedTest
  @CsvSource({"NONE,,", "KEEP_LAST,,t2", "FULL,t1,t2"})
  void earlierThinkingFollowsThePolicy(ReasoningReplay replay, String first, String second)
      throws MalformedRequest {
    JsonNode messages =
        tree(parse(
                    "{'max_tokens':1,'messages':[{'role':'user','content':'q'},"
                        + "{'role':'assistant','content':[{'type':'thinking','thinking':'t1','signature':''},{'type':'text','text':'a'}]},"
                        + "{'role':'user','content':'r'},"
                        + "{'role':'assistant','content':[{'type':'thinking','thinking':'t2'},{'type':'text','text':'b'}]}]}")
                .toChat(new Translation(replay, false)))
            .path("messages");
    assertThat(messages.at("/1").path("reasoning_content").asText(null)).isEqualTo(first);
    assertThat(messages.at("/3").path("reasoning_content").asText(null)).isEqualTo(second);
  }

  @Test
  void offersOnlyToolsALocalModelCanCall() throws MalformedRequest {
    MessagesRequest request =
        parse(
            "{'max_tokens':1,'messages':[{'role':'user','content':'x'}],"
                + "'tool_choice':{'type':'any','disable_parallel_tool_use':true},"
                + "'tools':[{'name':'f','description':'d','input_schema':{'$schema':'s','type':'object'},'cache_control':{}},"
                + "{'type':'web_search_20250305','name':'web_search'},{'type':'custom','name':'g','defer_loading':true}]}");
    assertThat(request.offer().tools()).extracting("name").containsExactly("f", "g");
    assertThat(request.offer().choice()).isInstanceOf(ToolChoice.Required.class);
    JsonNode chat = tree(request.toChat(PLAIN));
    assertThat(chat.path("tools"))
        .isEqualTo(
            json(
                "[{'type':'function','function':{'name':'f','description':'d','parameters':{'$schema':'s','type':'object'}}},"
                    + "{'type':'function','function':{'name':'g','parameters':{'type':'object','properties':{}}}}]"));
    assertThat(chat.path("tool_choice").asText()).isEqualTo("required");
    assertThat(chat.path("parallel_tool_calls").asBoolean(true)).isFalse();
  }

  @Test
  void deferredToolsWaitUntilTheConversationNamesThem() throws MalformedRequest {
    String tools =
        "'tools':[{'name':'ToolSearch'},{'name':'a','defer_loading':true},{'name':'b','defer_loading':true}]";
    assertThat(
            parse("{'max_tokens':1,'messages':[{'role':'user','content':'x'}]," + tools + "}")
                .offer()
                .tools())
        .extracting("name")
        .containsExactly("ToolSearch");
    assertThat(
            parse(
                    "{'max_tokens':1,'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'i',"
                        + "'content':[{'type':'tool_reference','tool_name':'b'}]}]}],"
                        + tools
                        + "}")
                .offer()
                .tools())
        .extracting("name")
        .containsExactly("ToolSearch", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'auto'} | 'auto'",
        "{'type':'none'} | 'none'",
        "{'type':'tool','name':'f'} | {'type':'function','function':{'name':'f'}}",
      })
  void translatesToolChoice(String given, String expected) throws MalformedRequest {
    JsonNode chat =
        tree(
            parse(
                    "{'max_tokens':1,'messages':[{'role':'user','content':'x'}],'tools':[{'name':'f'}],'tool_choice':"
                        + given
                        + "}")
                .toChat(PLAIN));
    assertThat(chat.path("tool_choice")).isEqualTo(json(expected));
  }

  @Test
  void aCorrectionIsSplicedIntoTheClientsBytes() throws MalformedRequest {
    String body =
        "{'max_tokens' : 1,'temperature':1.10,'messages':[{'role':'user','content':'\\u00e9'} ]}"
            .replace('\'', '"');
    MessagesRequest corrected =
        MessagesRequest.parse(body.getBytes(StandardCharsets.UTF_8))
            .appending(
                List.of(
                    Json.object().put("role", "assistant").put("content", "oops"),
                    Json.object().put("role", "user").put("content", "again")))
            .with(Map.of("model", new TextNode("m")), Set.of());
    assertThat(new String(corrected.body(), StandardCharsets.UTF_8).replace('"', '\''))
        .isEqualTo(
            "{'max_tokens' : 1,'temperature':1.10,'messages':[{'role':'user','content':'\\u00e9'},"
                + "{'role':'assistant','content':[{'type':'text','text':'oops'}]},"
                + "{'role':'user','content':[{'type':'text','text':'again'}]} ],'model':'m'}");
    assertThat(corrected.messageCount()).isEqualTo(3);
    assertThat(corrected.model()).isEqualTo("m");
  }

  private static JsonNode messages(String fields) throws MalformedRequest {
    return tree(parse("{'max_tokens':1," + fields + "}").toChat(PLAIN)).path("messages");
  }

  private static MessagesRequest parse(String body) throws MalformedRequest {
    return MessagesRequest.parse(bytes(body));
  }

  private static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode tree(ChatRequest request) {
    return Json.parse(request.body()).orElseThrow();
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"')).orElseThrow();
  }
}
