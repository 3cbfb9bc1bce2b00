package org.khue.cloud.platform.imports.file;

import com.ibm.icu.text.Normalizer2;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.khue.cloud.platform.imports.Message;

/// The text of a CSV file. UTF-8 and UTF-16 are told by their marks or their pattern. What is no
/// UTF-8 may be Windows-1258, the code page of Vietnamese Windows; it counts as such only when
/// every letter it then holds is one of Vietnamese, because the older codes TCVN3 (ABC) and VNI
/// would otherwise come in as nonsense.
public final class Encodings {
  private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");
  private static final String VIETNAMESE_MARKS =
      "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩị" + "òóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
  private static final String OTHER_SIGNS = "‘’“”–—…•·₫°§";

  private Encodings() {}

  /// A text and the encoding that it was in.
  ///
  /// @param guessed true when nothing in the file says so and a person should look
  public record Decoded(String text, Charset charset, boolean guessed) {}

  /// @throws UnreadableException when the encoding is not known
  public static Decoded decode(byte[] content) {
    if (starts(content, 0xef, 0xbb, 0xbf)) {
      return strict(content, 3, StandardCharsets.UTF_8, false).orElseThrow(Encodings::unknown);
    }
    if (starts(content, 0xff, 0xfe)) {
      return strict(content, 2, StandardCharsets.UTF_16LE, false).orElseThrow(Encodings::unknown);
    }
    if (starts(content, 0xfe, 0xff)) {
      return strict(content, 2, StandardCharsets.UTF_16BE, false).orElseThrow(Encodings::unknown);
    }
    Optional<Charset> wide = wide(content);
    if (wide.isPresent()) {
      return strict(content, 0, wide.get(), true).orElseThrow(Encodings::unknown);
    }
    return strict(content, 0, StandardCharsets.UTF_8, false)
        .or(() -> strict(content, 0, WINDOWS_1258, true).filter(Encodings::isVietnamese))
        .orElseThrow(Encodings::unknown);
  }

  private static UnreadableException unknown() {
    return new UnreadableException(Message.of("import.file-encoding"));
  }

  /// UTF-16 without a mark: of Latin text every second byte is zero.
  private static Optional<Charset> wide(byte[] content) {
    int length = Math.min(content.length, 400) / 2 * 2;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i += 2) {
      even += content[i] == 0 ? 1 : 0;
      odd += content[i + 1] == 0 ? 1 : 0;
    }
    if (odd > length / 5 && even == 0) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return even > length / 5 && odd == 0
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  private static Optional<Decoded> strict(
      byte[] content, int from, Charset charset, boolean guess) {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content, from, content.length - from));
      return text.chars().anyMatch(c -> c == 0)
          ? Optional.empty()
          : Optional.of(new Decoded(text.toString(), charset, guess));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isVietnamese(Decoded decoded) {
    return Normalizer2.getNFCInstance()
        .normalize(decoded.text())
        .toLowerCase(java.util.Locale.ROOT)
        .codePoints()
        .allMatch(c -> c < 0x80 || VIETNAMESE_MARKS.indexOf(c) >= 0 || OTHER_SIGNS.indexOf(c) >= 0);
  }

  private static boolean starts(byte[] content, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (content.length <= i || (content[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
