package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyChunksProperties {
  @TempDir Path dir;

  @Property(tries = 300)
  void piecesMakeUpTheBody(@ForAll Random random) {
    byte[] body = somebody(random);
    int from = 0;
    for (int to : BodyChunks.ends(body)) {
      assertThat(to).isGreaterThan(from);
      from = to;
    }
    assertThat(from).isEqualTo(body.length);
  }

  @Property(tries = 300)
  void numbersSurvive(@ForAll List<Integer> numbers) {
    List<Long> longs = numbers.stream().map(Integer::longValue).toList();
    assertThat(Varints.read(Varints.write(longs))).isEqualTo(longs);
  }

  @Property(tries = 200)
  void bytesSurvivePacking(@ForAll byte[] bytes) {
    assertThat(Packing.unpack(Packing.pack(bytes))).isEqualTo(bytes);
  }

  @Test
  void everyBodyComesBackByteForByte() throws Exception {
    BodyStore store = new BodyStore();
    Random random = new Random(3);
    try (Database db = Database.open(dir.resolve("b.db"), Migrations.shipped())) {
      List<byte[]> bodies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        bodies.add(somebody(random));
      }
      bodies.add(new byte[] {(byte) 0xff, 0, (byte) 0xfe, 1});
      bodies.add("{\"messages\":[".getBytes(StandardCharsets.UTF_8));
      bodies.add(",".getBytes(StandardCharsets.UTF_8));
      bodies.add(",,,".getBytes(StandardCharsets.UTF_8));
      List<Long> numbers =
          db.write(
              c -> {
                List<Long> given = new ArrayList<>();
                for (byte[] body : bodies) {
                  given.add(store.put(c, 1, new Payload(body, "t", body.length + 5L)));
                }
                return given;
              });
      for (int i = 0; i < bodies.size(); i++) {
        long number = numbers.get(i);
        Payload back = db.read(c -> BodyStore.get(c, number));
        assertThat(back).isEqualTo(new Payload(bodies.get(i), "t", bodies.get(i).length + 5L));
      }
    }
  }

  /** Bodies like those of clients: pretty-printed or not, with large and small parts. */
  private static byte[] somebody(Random random) {
    ObjectNode body = Json.object().put("model", "möd€l");
    for (String list : List.of("system", "messages", "tools")) {
      ArrayNode array = body.putArray(list);
      for (int i = random.nextInt(5); i > 0; i--) {
        ObjectNode element = array.addObject().put("role", "user");
        if (random.nextBoolean()) {
          element.put("content", "ü€𝄞\"\\ ".repeat(random.nextInt(300)));
        } else {
          ArrayNode content = element.putArray("content");
          for (int j = random.nextInt(4); j > 0; j--) {
            content.addObject().put("text", "word ".repeat(random.nextInt(200)));
          }
        }
      }
      if (random.nextInt(4) == 0) {
        array.add("just text that is longer than the smallest piece may be, so it counts");
      }
    }
    body.put("stream", true);
    String text = random.nextBoolean() ? body.toPrettyString() : body.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
