package org.khue.gateway.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.khue.gateway.identity.PaperSignature;
import org.khue.gateway.identity.PaperSignature.Signer;

/// Tells whether a report is as a gateway signed it.
public final class ReportCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_FILE = 20_000_000;

  private ReportCheck() {}

  /// What came of it.
  public sealed interface Verdict {
    /// It is as it was signed.
    ///
    /// @param passed whether the room had passed the test
    record Genuine(Signer signer, String report, boolean passed) implements Verdict {}

    /// It is not, or that cannot be told.
    record Doubted(String why) implements Verdict {}
  }

  /// @param root SHA-256 of the cloud's root, lower-case hexadecimal
  public static Verdict of(byte[] file, String root) {
    if (file.length > LONGEST_FILE) {
      return new Verdict.Doubted("it is larger than any report");
    }
    try (PDDocument document = Loader.loadPDF(file)) {
      List<PDSignature> signatures = document.getSignatureDictionaries();
      if (signatures.size() != 1) {
        return new Verdict.Doubted("it has " + signatures.size() + " signatures instead of one");
      }
      PDSignature signature = signatures.getFirst();
      requireWhole(file, signature.getByteRange());
      Signer signer =
          PaperSignature.check(signature.getContents(file), signature.getSignedContent(file), root);
      JsonNode content = JSON.readTree(content(document));
      if (!content.path("gateway").asText().equals(signer.gateway())) {
        return new Verdict.Doubted(
            "it was signed by " + signer.gateway() + ", which is not the gateway that it names");
      }
      return new Verdict.Genuine(
          signer, content.path("id").asText(), content.path("passed").asBoolean());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // A damaged document may break the reader anywhere.
      return new Verdict.Doubted(String.valueOf(e.getMessage()));
    }
  }

  /// That the signature is over every byte but its own digits: nothing was added behind it.
  private static void requireWhole(byte[] file, int[] range) throws IOException {
    boolean whole =
        range.length == 4
            && range[0] == 0
            && range[1] > 0
            && range[2] > range[1]
            && range[3] > 0
            && range[2] + range[3] == file.length;
    if (!whole) {
      throw new IOException("something was added after it was signed");
    }
    String gap = new String(file, range[1], range[2] - range[1], StandardCharsets.ISO_8859_1);
    if (!gap.matches("<[0-9A-Fa-f]*>")) {
      throw new IOException("there is a place in it that is not signed");
    }
  }

  private static byte[] content(PDDocument document) throws IOException {
    Map<String, PDComplexFileSpecification> files =
        document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
    PDComplexFileSpecification file = files.get(ReportPdf.CONTENT);
    if (file == null) {
      throw new IOException("it is no report of an acceptance test");
    }
    return file.getEmbeddedFile().toByteArray();
  }
}
