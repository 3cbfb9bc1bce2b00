package org.khue.web.form;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.khue.web.i18n.Text;

/// A form, made for a request so that its texts are in the reader's language.
///
/// @param id of the form, unique in the program; with the id of what it edits, as in `room-17`. A
///   draft in the browser is kept under it.
/// @param action where it posts to
/// @param submit the words on its button
/// @param cancelHref where "cancel" leads; empty for no such link
/// @param autosave whether the browser keeps what is typed until the server has accepted it
public record FormSpec(
    String id,
    String action,
    String submit,
    String cancelHref,
    boolean autosave,
    List<Field> fields) {

  /// The parameter that makes a second click the same submit.
  public static final String IDEMPOTENCY_KEY = "idempotency-key";

  public FormSpec {
    fields = List.copyOf(fields);
    Set<String> keys = new HashSet<>();
    for (Field field : fields) {
      if (!keys.add(field.key())) {
        throw new IllegalArgumentException(id + ": two fields have the key " + field.key());
      }
    }
  }

  public static FormSpec of(String id, String action, String submit, Field... fields) {
    return new FormSpec(id, action, submit, "", true, List.of(fields));
  }

  public FormSpec cancelledTo(String href) {
    return new FormSpec(id, action, submit, href, autosave, fields);
  }

  public FormSpec withoutAutosave() {
    return new FormSpec(id, action, submit, cancelHref, false, fields);
  }

  /// Whether it must be sent in parts.
  public boolean uploads() {
    return fields.stream().anyMatch(field -> field.kind() instanceof Kind.Upload);
  }

  public Field field(String key) {
    return fields.stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("form " + id + " has no field " + key));
  }

  /// The form before anything was typed.
  public FormInput blank() {
    return new FormInput(this, Map.of(), Map.of(), "", UUID.randomUUID().toString());
  }

  /// Reads what was posted: every value in NFC, every problem noted at its field.
  public FormInput read(Text text, Map<String, List<String>> posted) {
    return new InputReader(text, this, posted).read();
  }
}
