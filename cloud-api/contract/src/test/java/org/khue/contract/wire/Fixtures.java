package org.khue.contract.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.ConfigMessage;
import org.khue.contract.Entry;
import org.khue.contract.GatewayState;
import org.khue.contract.Quality;
import org.khue.contract.Stream;

/// The fixtures as files: a batch's bytes, and beside them what must be read from them. The
/// folder's README says when to write them, and how.
final class Fixtures {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addModule(new SimpleModule().addSerializer(byte[].class, new Hex()))
          .build();

  private Fixtures() {}

  private static final class Hex extends JsonSerializer<byte[]> {
    @Override
    public void serialize(byte[] bytes, JsonGenerator out, SerializerProvider serializers)
        throws IOException {
      out.writeString(HexFormat.of().formatHex(bytes));
    }
  }

  static JsonNode readable(Batch batch) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("stream", batch.stream().wireName());
    node.put("firstSeq", batch.firstSeq());
    node.put("boot", batch.boot());
    node.put("sentMonotonicMicros", batch.sentMonotonicMicros());
    for (Entry entry : batch.entries()) {
      ObjectNode fields = JSON.valueToTree(entry);
      fields.put("entry", entry.getClass().getSimpleName());
      node.withArray("entries").add(fields);
    }
    // Through text once, so that 1 and 1L compare as equal.
    return JSON.readTree(JSON.writeValueAsString(node));
  }

  static Map<String, Record> messages() {
    return Map.of(
        "ack", new Ack(Stream.TELEMETRY, 41, null),
        "certificate", certificate(),
        "ack-refused", new Ack(Stream.EVENTS, 0, "the batch begins at 9, expected 1"),
        "command", new Command("c-1", "meter", "power-on", Map.of("relay", 1), Samples.WALL_MICROS),
        "config",
            new ConfigMessage(3, "00".repeat(32), new byte[] {1, 2, 3}, "room: {}\n", null, null),
        "state", new GatewayState(true, "0.1.0", 7, ClockState.HOLDOVER, 3, 400, 12, "3", 5, 6));
  }

  private static CertificateAnswer certificate() {
    String pin =
        "pbkdf2-sha256$200000$AAECAwQFBgcICQoLDA0ODw==$"
            + "yTgvQgHOLGnKq5iXK1c0zYPFqk2Bl7kEZ8w1p1Hq0Ew=";
    return new CertificateAnswer(
        "-----BEGIN CERTIFICATE-----\n", "ssl://cloud.example:8883", 1_795_478_400_000L, pin, null);
  }

  /// What a later version may send: an unknown kind, a longer entry, a longer batch.
  static byte[] laterVersion() {
    CborOutput out = new CborOutput(64);
    out.array(7);
    for (long whole : new long[] {1, 1, 9, 2, 3}) {
      out.whole(whole);
    }
    out.array(2);
    out.array(6);
    for (long whole : new long[] {77, Samples.WALL_MICROS, 5, 2, 0}) {
      out.whole(whole);
    }
    out.value(Map.of("new", List.of(1.5, "x")));
    byte[] reading =
        new EntryWriter()
            .write(Samples.reading(1, "meter", "power", 41.5, "W", Quality.GOOD, null));
    out.array((reading[0] & 0x1F) + 1);
    out.raw(Arrays.copyOfRange(reading, 1, reading.length));
    out.text("appended");
    out.flag(true);
    return out.toByteArray();
  }

  /// Writes the fixtures of the folder that is the first argument.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, byte[]> batches = new LinkedHashMap<>();
    Samples.fixtures().forEach((name, batch) -> batches.put(name, BatchCodec.write(batch)));
    batches.put("later-version", laterVersion());
    for (Map.Entry<String, byte[]> batch : batches.entrySet()) {
      Files.write(folder.resolve(batch.getKey() + ".cbor"), batch.getValue());
      Files.writeString(
          folder.resolve(batch.getKey() + ".json"),
          JSON.writeValueAsString(readable(BatchCodec.read(batch.getValue()))) + "\n");
    }
    for (Map.Entry<String, Record> message : messages().entrySet()) {
      Files.write(
          folder.resolve("message-" + message.getKey() + ".json"),
          JsonCodec.write(message.getValue()));
    }
  }
}
