package org.khue.cloud.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.text.Normalizer;
import java.util.List;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// Text of a JSON document as the database can keep it: composed (NFC), whole characters, no
/// U+0000.
final class Plain {
  private Plain() {}

  /// The document with all its texts composed.
  ///
  /// @param faults gets a line for each text that cannot be kept
  static JsonNode of(JsonNode node, String path, List<Fault> faults) {
    return switch (node) {
      case TextNode text -> text(text, path, faults);
      case ArrayNode array -> {
        ArrayNode plain = JsonNodeFactory.instance.arrayNode(array.size());
        for (int i = 0; i < array.size(); i++) {
          plain.add(of(array.get(i), path + "[" + i + "]", faults));
        }
        yield plain;
      }
      case ObjectNode object -> {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (var field : object.properties()) {
          String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
          String name = text(new TextNode(field.getKey()), place, faults).textValue();
          plain.set(name, of(field.getValue(), place, faults));
        }
        yield plain;
      }
      default -> node;
    };
  }

  private static TextNode text(TextNode node, String path, List<Fault> faults) {
    String text = node.textValue();
    if (text.indexOf('\u0000') >= 0) {
      faults.add(new Fault(path, "must not contain the character U+0000"));
    } else if (isBroken(text)) {
      faults.add(new Fault(path, "has half a character: send it as UTF-8"));
    }
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? node
        : new TextNode(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  private static boolean isBroken(String text) {
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }
}
