package dev.hearth.traffic.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.hearth.traffic.codec.ExchangeJson;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Origin;
import dev.hearth.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads exchanges from HTTP archives and JSON lines, one at a time. */
public final class Importer {
  /** More problems than these are not read by anybody. */
  private static final int MOST_PROBLEMS = 100;

  /** Entries follow each other in one file, so something follows each. */
  private static final ObjectReader ENTRIES =
      Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final List<String> problems = new ArrayList<>();
  private int read;

  /**
   * What came of it.
   *
   * @param read how many exchanges were read
   * @param problems what could not be, in plain words with its place
   */
  public record Imported(int read, List<String> problems) {
    public Imported {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a file of either form; what is broken is reported and the rest is read. */
  public Imported read(Path file, Consumer<Exchange> exchanges) throws IOException {
    if (startsLikeArchive(file)) {
      readArchive(file, exchanges);
    } else {
      readLines(file, exchanges);
    }
    return new Imported(read, problems);
  }

  /** An archive is one object that begins with "log"; a line is an object of another kind. */
  private static boolean startsLikeArchive(Path file) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(file.toFile())) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && parser.nextToken() == JsonToken.FIELD_NAME
          && parser.currentName().equals("log");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return false;
    }
  }

  private void readArchive(Path file, Consumer<Exchange> exchanges) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(file.toFile())) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("entries")
            && parser.nextToken() == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode entry = ENTRIES.readTree(parser);
            take(() -> HarEntries.read(entry), "entry " + (read + problems.size() + 1), exchanges);
          }
        }
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      problem("The archive ends in the middle or is no JSON: " + e.getOriginalMessage());
    }
  }

  private void readLines(Path file, Consumer<Exchange> exchanges) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          String text = line;
          take(() -> fromLine(text), "line " + number, exchanges);
        }
      }
    }
  }

  private static Exchange fromLine(String line) {
    return ExchangeJson.inline()
        .read(Json.parse(line).orElseThrow(() -> new IllegalArgumentException("this is no JSON")));
  }

  /** Reads one exchange; may fail on what is broken. */
  private interface Reader {
    Exchange read();
  }

  private void take(Reader reader, String place, Consumer<Exchange> exchanges) {
    Exchange exchange;
    try {
      exchange = reader.read();
    } catch (RuntimeException e) {
      problem("In " + place + ": " + e.getMessage());
      return;
    }
    read++;
    exchanges.accept(
        exchange.with(exchange.summary().from(Origin.IMPORT, exchange.summary().replayOf())));
  }

  private void problem(String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(message);
    }
  }
}
