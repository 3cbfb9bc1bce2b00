package org.khue.gateway.local.care;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The diagnostics bundle: a ZIP of small texts for whoever helps from afar. What goes in is chosen
/// piece by piece, see [BundleParts]; the masking is the second line, for what a piece may carry
/// without anybody's knowing.
final class Bundle {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Masking masking;
  private final Map<String, String> files = new LinkedHashMap<>();

  Bundle(Masking masking) {
    this.masking = masking;
  }

  Bundle text(String name, String text) {
    files.put(name, masking.mask(text));
    return this;
  }

  /// @param content maps, lists, texts, numbers and booleans
  Bundle json(String name, Object content) {
    try {
      files.put(name, JSON.writeValueAsString(masked(content)) + "\n");
      return this;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always JSON", e);
    }
  }

  private Object masked(Object content) {
    return switch (content) {
      case Map<?, ?> block -> {
        Map<String, Object> masked = new LinkedHashMap<>();
        block.forEach((key, value) -> masked.put(String.valueOf(key), masked(value)));
        yield masked;
      }
      case List<?> list -> list.stream().map(this::masked).toList();
      case Number number -> number;
      case Boolean truth -> truth;
      default -> masking.mask(String.valueOf(content));
    };
  }

  void writeTo(OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }
}
