package org.khue.gateway.local.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where cards are kept, readable by the gateway alone.
final class CardFile {
  private static final Logger log = LoggerFactory.getLogger(CardFile.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  CardFile(Path file) {
    this.file = file;
  }

  /// A file that is damaged lets nobody in: its cards are enrolled anew.
  List<Card> read() {
    try {
      Optional<String> text = DurableFile.read(file);
      return text.isEmpty()
          ? new ArrayList<>()
          : JSON.readValue(text.get(), new TypeReference<ArrayList<Card>>() {});
    } catch (JsonProcessingException e) {
      log.error("{} is damaged and passed over: enrol the cards anew", file);
    } catch (IOException e) {
      log.error("{} cannot be read, no card signs in: {}", file, e.toString());
    }
    return new ArrayList<>();
  }

  void write(List<Card> cards) throws IOException {
    DurableFile.writeSecret(file, JSON.writeValueAsString(cards));
  }
}
