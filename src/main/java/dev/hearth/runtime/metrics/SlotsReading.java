package dev.hearth.runtime.metrics;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code /slots} tells at one moment.
 *
 * @param count what can be answered at a time
 * @param busy slots at work
 * @param reading prompt tokens in slots that have not begun to answer
 * @param writing tokens of the answers under way
 * @param used tokens the slots hold
 * @param total tokens they have room for
 */
record SlotsReading(int count, int busy, long reading, long writing, long used, long total) {

  static SlotsReading of(JsonNode slots) {
    int busy = 0;
    long reading = 0;
    long writing = 0;
    long used = 0;
    long total = 0;
    for (JsonNode slot : slots) {
      long prompt = slot.path("n_prompt_tokens").asLong();
      long answer = slot.path("next_token").path(0).path("n_decoded").asLong();
      total += slot.path("n_ctx").asLong();
      used += held(slot, prompt, answer);
      if (slot.path("is_processing").asBoolean()) {
        busy++;
        writing += answer;
        reading += answer == 0 ? prompt : 0;
      }
    }
    return new SlotsReading(slots.size(), busy, reading, writing, used, total);
  }

  /** Newer builds count the answer's tokens among the prompt's, older ones beside them. */
  private static long held(JsonNode slot, long prompt, long answer) {
    long read =
        slot.path("n_prompt_tokens_processed").asLong()
            + slot.path("n_prompt_tokens_cache").asLong();
    return answer > 0 && read > 0 && prompt >= read + answer ? prompt : prompt + answer;
  }
}
