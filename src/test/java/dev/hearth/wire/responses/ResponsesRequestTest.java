package dev.hearth.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.openai.ChatRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesRequestTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | input",
        "{'input':null} | input",
        "{'input':[]} | input",
        "{'input':7} | input",
        "{'input':[3]} | input[0]",
        "{'input':[{'content':'x'}]} | input[0].type",
        "{'input':[{'type':'message','content':'x'}]} | input[0].role",
        "{'input':[{'role':'user','content':null}]} | input[0].content",
        "{'input':[{'role':'user','content':[4]}]} | input[0].content[0]",
        "{'input':[{'type':'function_call','call_id':'c'}]} | input[0].name",
        "{'input':[{'type':'function_call_output','call_id':'c'}]} | input[0].output",
        "{'input':'x','model':3} | model",
        "{'input':'x','stream':'yes'} | stream",
        "{'input':'x','instructions':['a']} | instructions",
        "{'input':'x','tools':{}} | tools",
        "{'input':'x','max_output_tokens':0} | max_output_tokens",
        "{'input':'x','max_output_tokens':'9'} | max_output_tokens",
      })
  void refusesWhatIsWrongAndNamesIt(String body, String path) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOfSatisfying(MalformedRequest.class, e -> assertThat(e.path()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'input':'x','previous_response_id':'resp_1'} | previous_response_id",
        "{'input':'x','conversation':{'id':'c'}} | conversation",
        "{'input':'x','prompt':{'id':'p'}} | prompt",
        "{'input':'x','background':true} | background",
        "{'input':[{'type':'item_reference','id':'msg_1'}]} | input[0]",
      })
  void refusesWhatNeedsAServerThatRemembers(String body, String path) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOfSatisfying(MalformedRequest.class, e -> assertThat(e.path()).isEqualTo(path))
        .hasMessageContaining("Hearth");
  }

  @Test
  void toleratesWhatHasNoMeaningHere() throws Exception {
    ResponsesRequest request =
        parse(
            "{'input':'x','previous_response_id':null,'store':true,'background':false,"
                + "'include':['reasoning.encrypted_content'],'client_metadata':{'a':'b'},"
                + "'prompt_cache_key':'k','service_tier':'auto','truncation':'auto'}");
    assertThat(chat(request).propertyStream().map(java.util.Map.Entry::getKey))
        .containsExactly("messages");
    assertThat(request.field("prompt_cache_key")).isPresent();
    assertThat(request.field("previous_response_id")).isEmpty();
  }

  @Test
  void aTextIsOneMessageOfTheUser() throws Exception {
    JsonNode chat =
        chat(
            parse(
                "{'model':'m','instructions':'be kind','input':'hi','max_output_tokens':60,"
                    + "'temperature':1.0,'stream':true}"));
    assertThat(Json.text(chat))
        .isEqualTo(
            "{'model':'m','stream':true,'temperature':1.0,'max_tokens':60,'messages':[{'role':'system','content':'be kind'},{'role':'user','content':'hi'}]}"
                .replace('\'', '"'));
  }

  @Test
  void codexsSecondTurnBecomesAConversationWithTheCallAndItsResult() throws Exception {
    ResponsesRequest request = ResponsesRequest.parse(resource("codex-0.169-second-turn.json"));
    assertThat(request.streaming()).isTrue();
    assertThat(request.leftOut()).containsExactly("web_search");
    assertThat(request.messageCount()).isEqualTo(7);
    assertThat(request.offer().tools().stream().map(ToolSpec::name))
        .contains("exec_command", "view_image", "multi_agent_v1__spawn_agent")
        .doesNotContain("web_search");
    JsonNode chat = chat(request);
    assertThat(chat.path("tools")).hasSize(request.offer().tools().size());
    assertThat(chat.path("parallel_tool_calls").asBoolean()).isTrue();
    JsonNode messages = chat.path("messages");
    assertThat(messages.findValuesAsText("role"))
        .containsExactly("system", "user", "assistant", "tool");
    assertThat(messages.path(0).path("content").asText())
        .startsWith("You are a coding agent")
        .contains("<skills_instructions>");
    assertThat(messages.path(1).path("content").asText())
        .contains("<environment_context>")
        .endsWith("say hi");
    JsonNode assistant = messages.path(2);
    assertThat(assistant.path("reasoning_content").asText()).isEqualTo("raw");
    assertThat(Json.text(assistant.path("tool_calls")))
        .isEqualTo(
            "[{'id':'call_1','type':'function','function':{'name':'exec_command','arguments':'{\\'cmd\\': \\'echo hi\\'}'}}]"
                .replace('\'', '"'));
    assertThat(messages.path(3).path("tool_call_id").asText()).isEqualTo("call_1");
    assertThat(messages.path(3).path("content").asText()).endsWith("Output:\nhi\n");
  }

  @Test
  void earlierThinkingIsReplayedAsThePolicySays() throws Exception {
    String body =
        "{'input':[{'role':'user','content':'a'},"
            + "{'type':'reasoning','summary':[{'type':'summary_text','text':'first'}]},"
            + "{'role':'assistant','content':[{'type':'output_text','text':'one'}]},"
            + "{'role':'user','content':'b'},"
            + "{'type':'reasoning','summary':[],'encrypted_content':'x',"
            + "'content':[{'type':'reasoning_text','text':'second'}]},"
            + "{'type':'function_call','call_id':'c','name':'f','arguments':''},"
            + "{'type':'function_call_output','call_id':'c','output':'r'},"
            + "{'type':'reasoning','summary':[{'type':'summary_text','text':'lost'}]},"
            + "{'role':'user','content':'c'}]}";
    assertThat(thoughts(body, ReasoningReplay.FULL)).containsExactly("first", "second");
    assertThat(thoughts(body, ReasoningReplay.KEEP_LAST)).containsExactly("second");
    assertThat(thoughts(body, ReasoningReplay.NONE)).isEmpty();
    JsonNode call =
        chat(parse(body)).path("messages").path(3).path("tool_calls").path(0).path("function");
    assertThat(call.path("arguments").asText()).isEqualTo("{}");
  }

  private static List<String> thoughts(String body, ReasoningReplay replay) throws Exception {
    return parse(body).toChat(replay, false).messages().findValuesAsText("reasoning_content");
  }

  @Test
  void whatTheModelDidInOneGoIsOneMessage() throws Exception {
    JsonNode messages =
        chat(parse(
                "{'input':[{'role':'user','content':'q'},"
                    + "{'role':'assistant','content':'I look.'},"
                    + "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
                    + "{'type':'function_call','call_id':'b','name':'f','arguments':'{}'},"
                    + "{'type':'function_call_output','call_id':'a','output':'1'},"
                    + "{'type':'function_call_output','call_id':'b','output':'2'},"
                    + "{'role':'assistant','content':'Done.'}]}"))
            .path("messages");
    assertThat(messages.findValuesAsText("role"))
        .containsExactly("user", "assistant", "tool", "tool", "assistant");
    assertThat(messages.path(1).path("content").asText()).isEqualTo("I look.");
    assertThat(messages.path(1).path("tool_calls").findValuesAsText("id"))
        .containsExactly("a", "b");
  }

  @Test
  void lateInstructionsStayInPlaceAsReminders() throws Exception {
    JsonNode messages =
        chat(parse(
                "{'instructions':'i','input':[{'role':'developer','content':'d'},"
                    + "{'role':'system','content':'s'},{'role':'user','content':'q'},"
                    + "{'role':'developer','content':'late'}]}"))
            .path("messages");
    assertThat(messages.path(0).path("content").asText()).isEqualTo("i\n\nd\n\ns");
    assertThat(messages.path(1).path("content").asText())
        .isEqualTo("q\n\n<system-reminder>\nlate\n</system-reminder>");
    assertThat(messages).hasSize(2);
  }

  @Test
  void picturesOfResultsFollowTheResultsAsTheUsers() throws Exception {
    JsonNode messages =
        chat(parse(
                "{'input':[{'role':'user','content':[{'type':'input_text','text':'see'},"
                    + "{'type':'input_image','image_url':'data:image/png;base64,QQ=='}]},"
                    + "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
                    + "{'type':'function_call','call_id':'b','name':'f','arguments':'{}'},"
                    + "{'type':'function_call_output','call_id':'a','output':"
                    + "[{'type':'input_image','image_url':'data:image/png;base64,Qg=='}]},"
                    + "{'type':'function_call_output','call_id':'b','output':"
                    + "[{'type':'input_text','text':'two'}]}]}"))
            .path("messages");
    assertThat(messages.findValuesAsText("role"))
        .containsExactly("user", "assistant", "tool", "tool", "user");
    assertThat(messages.path(0).path("content").path(1).path("image_url").path("url").asText())
        .endsWith("QQ==");
    assertThat(messages.path(2).path("content").asText()).isEqualTo("The result is attached.");
    assertThat(messages.path(4).path("content").path(0).path("text").asText())
        .isEqualTo("Attached to the result of a:");
    assertThat(messages.path(4).path("content").path(1).path("image_url").path("url").asText())
        .endsWith("Qg==");
  }

  @Test
  void filesAreReadWhereTheyAreTextAndNamedWhereNot() throws Exception {
    JsonNode messages =
        chat(parse(
                "{'input':[{'role':'user','content':["
                    + "{'type':'input_file','filename':'a.txt','file_data':'data:text/plain;base64,aGVsbG8='},"
                    + "{'type':'input_file','filename':'b.pdf','file_data':'data:application/pdf;base64,QQ=='},"
                    + "{'type':'input_image','file_id':'file_1'},{'type':'hologram'}]}]}"))
            .path("messages");
    assertThat(messages.path(0).path("content").asText())
        .contains("a.txt\nhello")
        .contains("named b.pdf that cannot be shown")
        .contains("An image that is stored elsewhere")
        .contains("A part of type hologram");
  }

  @Test
  void groupsFreeTextAndSearchAreShownToTheModelAsFunctions() throws Exception {
    ResponsesRequest request =
        parse(
            "{'tools':[{'type':'function','name':'plain'},"
                + "{'type':'namespace','name':'mcp__fs','tools':[{'type':'function','name':'read',"
                + "'description':'Reads','parameters':{'type':'object'}}]},"
                + "{'type':'custom','name':'apply_patch','description':'Patches','format':{'type':'grammar','syntax':'lark','definition':'start:"
                + " x'}},"
                + "{'type':'tool_search','execution':'client','parameters':{'type':'object'}},"
                + "{'type':'local_shell'},{'type':'mcp','server_label':'x'}],"
                + "'input':[{'type':'additional_tools','role':'developer','tools':[{'type':'namespace',"
                + "'name':'functions','tools':[{'type':'custom','name':'exec'}]}]},"
                + "{'role':'user','content':'q'},"
                + "{'type':'tool_search_call','call_id':'s','arguments':{'query':'mail'}},"
                + "{'type':'tool_search_output','call_id':'s','tools':[{'type':'namespace',"
                + "'name':'mcp__mail','tools':[{'type':'function','name':'send'}]}]},{'type':'custom_tool_call','call_id':'p','name':'apply_patch','input':'***"
                + " x'},{'type':'custom_tool_call_output','call_id':'p','output':'ok'},"
                + "{'type':'web_search_call','id':'w'}]}");
    assertThat(request.offer().tools().stream().map(ToolSpec::name))
        .containsExactly(
            "plain",
            "mcp__fs__read",
            "apply_patch",
            "tool_search",
            "functions__exec",
            "mcp__mail__send");
    assertThat(request.leftOut()).containsExactly("local_shell", "mcp", "web_search_call");
    ToolSpec patch = request.offer().named("apply_patch").orElseThrow();
    assertThat(patch.description()).startsWith("Patches").contains("lark grammar:\nstart: x");
    assertThat(patch.parameters().path("required").path(0).asText()).isEqualTo("input");
    JsonNode messages = chat(request).path("messages");
    assertThat(messages.findValuesAsText("role"))
        .containsExactly("user", "assistant", "tool", "assistant", "tool");
    assertThat(Json.text(messages.path(1)))
        .contains("\"name\":\"tool_search\",\"arguments\":\"{\\\"query\\\":\\\"mail\\\"}\"");
    assertThat(messages.path(2).path("content").asText()).endsWith("mcp__mail__send");
    assertThat(Json.text(messages.path(3)))
        .contains("\"arguments\":\"{\\\"input\\\":\\\"*** x\\\"}\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'auto' | 'auto'",
        "'none' | 'none'",
        "'required' | 'required'",
        "{'type':'function','name':'f'} | {'type':'function','function':{'name':'f'}}",
        "{'type':'function','namespace':'g','name':'f'} |"
            + " {'type':'function','function':{'name':'g__f'}}",
        "{'type':'custom','name':'c'} | {'type':'function','function':{'name':'c'}}",
        "{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'f'}]} |"
            + " 'required'",
        "{'type':'web_search'} | 'auto'",
      })
  void theChoiceOfAToolIsCarriedOver(String choice, String expected) throws Exception {
    ResponsesRequest request =
        parse(
            "{'input':'x','tool_choice':"
                + choice
                + ",'tools':[{'type':'function','name':'f'},{'type':'custom','name':'c'},"
                + "{'type':'namespace','name':'g','tools':[{'type':'function','name':'f'}]}]}");
    assertThat(Json.text(chat(request).path("tool_choice"))).isEqualTo(expected.replace('\'', '"'));
    assertThat(request.offer().guarded()).isEqualTo(!choice.equals("'none'"));
    assertThat(request.offer().tools()).hasSize(choice.contains("allowed") ? 1 : 3);
    if (choice.contains("'name':'c'")) {
      assertThat(request.offer().choice()).isEqualTo(new ToolChoice.Named("c"));
    }
  }

  @Test
  void namesThatWouldCollideStayApart() throws Exception {
    ResponsesRequest request =
        parse(
            "{'input':'x','tools':[{'type':'function','name':'a__b'},{'type':'function','name':'a__b'},"
                + "{'type':'namespace','name':'a','tools':[{'type':'function','name':'b'}]}]}");
    assertThat(request.offer().tools().stream().map(ToolSpec::name))
        .containsExactly("a__b", "a__b_2");
  }

  @Test
  void aFixedFormatIsAskedForOnlyWithoutTools() throws Exception {
    String format =
        "'text':{'format':{'type':'json_schema','name':'n','strict':true,'schema':{'type':'object'}}}";
    assertThat(Json.text(chat(parse("{'input':'x'," + format + "}")).path("response_format")))
        .isEqualTo(
            "{'type':'json_schema','json_schema':{'name':'n','strict':true,'schema':{'type':'object'}}}"
                .replace('\'', '"'));
    assertThat(
            chat(parse("{'input':'x','tools':[{'type':'function','name':'f'}]," + format + "}"))
                .has("response_format"))
        .isFalse();
  }

  @Test
  void effortIsToldTheWayTheServerKnows() throws Exception {
    ResponsesRequest low = parse("{'input':'x','reasoning':{'effort':'low'}}");
    assertThat(chat(low).path("reasoning_effort").asText()).isEqualTo("low");
    ChatRequest llama = low.toChat(ReasoningReplay.NONE, true);
    assertThat(llama.field("chat_template_kwargs").orElseThrow().path("reasoning_effort").asText())
        .isEqualTo("low");
    assertThat(llama.field("reasoning_effort")).isEmpty();
    ChatRequest off =
        parse("{'input':'x','reasoning':{'effort':'none'}}").toChat(ReasoningReplay.NONE, true);
    assertThat(off.field("chat_template_kwargs").orElseThrow().path("enable_thinking").asBoolean())
        .isFalse();
  }

  @Test
  void theConversationCanChangeTheEffort() throws Exception {
    ResponsesRequest request =
        parse(
            "{'reasoning':{'effort':'low'},'input':[{'role':'user','content':'x'},"
                + "{'type':'configuration_update','reasoning':{'effort':'high'}},"
                + "{'role':'user','content':'y'}]}");
    assertThat(chat(request).path("reasoning_effort").asText()).isEqualTo("high");
    assertThat(request.leftOut()).isEmpty();
  }

  @Test
  void agentsThatWriteToEachOtherAreHeard() throws Exception {
    JsonNode messages =
        chat(parse(
                "{'input':[{'role':'user','content':'go'},{'role':'assistant','content':'ok'},"
                    + "{'type':'agent_message','author':'/root/scout','recipient':'/root',"
                    + "'content':[{'type':'input_text','text':'found it'}]}]}"))
            .path("messages");
    assertThat(messages.path(2).path("role").asText()).isEqualTo("user");
    assertThat(messages.path(2).path("content").asText())
        .isEqualTo("Message from /root/scout:\n\nfound it");
  }

  private static ResponsesRequest parse(String body) throws MalformedRequest {
    return ResponsesRequest.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode chat(ResponsesRequest request) {
    return Json.parse(request.toChat(ReasoningReplay.FULL, false).body()).orElseThrow();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ResponsesRequestTest.class.getResourceAsStream("/clients/" + name)) {
      return in.readAllBytes();
    }
  }
}
