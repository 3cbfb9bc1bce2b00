package org.khue.gateway.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Function;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ClockState;
import org.khue.gateway.identity.GatewayIdentity.Seal;
import org.khue.gateway.identity.PaperSignature;

/// Writes a report as a PDF, with its content once more as JSON inside, and signs it with the
/// gateway's key.
public final class ReportPdf {
  /// The content inside, in the form of [Report#json].
  static final String CONTENT = "report.json";

  private static final float[] FACTS = {0.28f, 0.72f};
  private static final float[] LINES = {0.38f, 0.2f, 0.12f, 0.3f};
  private static final int SIGNATURE_BYTES = 16_384;

  private ReportPdf() {}

  /// @param words texts by key, in the report's language
  /// @param language of the report
  /// @param dated how its time is written
  /// @param seal null for a gateway without a certificate: the paper says that it is not signed
  public static byte[] of(
      Report report,
      Function<String, String> words,
      String language,
      String dated,
      @Nullable Seal seal)
      throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (Paper paper = new Paper(words.apply("report.title"), language)) {
      write(paper, report, words, dated, seal != null);
      attach(paper.document(), report.json());
      paper.document().save(plain);
    }
    return seal == null ? plain.toByteArray() : signed(plain.toByteArray(), report, seal);
  }

  private static void write(
      Paper paper, Report report, Function<String, String> words, String dated, boolean signed)
      throws IOException {
    paper.text(words.apply("report.title"), Paper.LARGE);
    paper.text(words.apply(report.passed() ? "report.passed" : "report.failed"), Paper.NORMAL + 2);
    if (report.simulated()) {
      paper.text(words.apply("report.simulated"), Paper.NORMAL);
    }
    paper.space();
    fact(paper, words.apply("report.room"), report.room());
    fact(paper, words.apply("report.gateway"), report.gateway());
    fact(paper, words.apply("report.by"), report.by());
    fact(paper, words.apply("report.when"), dated);
    fact(paper, words.apply("version"), report.version());
    fact(paper, words.apply("report.id"), report.id());
    paper.space();
    List<String> head = new ArrayList<>();
    for (String key : List.of("what", "value", "result", "note")) {
      head.add(words.apply("report." + key));
    }
    paper.row(LINES, head, Paper.SMALL);
    paper.rule();
    for (Report.Line line : report.lines()) {
      String result = words.apply("report.is." + line.result());
      paper.row(LINES, List.of(line.what(), line.value(), result, line.note()), Paper.SMALL);
    }
    paper.rule();
    paper.space();
    fact(paper, words.apply("report.hash"), report.hash());
    paper.text(words.apply(signed ? "report.signed" : "report.unsigned"), Paper.SMALL);
    paper.end();
  }

  private static void fact(Paper paper, String what, String value) throws IOException {
    paper.row(FACTS, List.of(what, value), Paper.NORMAL);
  }

  private static void attach(PDDocument document, byte[] json) throws IOException {
    PDEmbeddedFile file = new PDEmbeddedFile(document, new java.io.ByteArrayInputStream(json));
    file.setSubtype("application/json");
    file.setSize(json.length);
    PDComplexFileSpecification specification = new PDComplexFileSpecification();
    specification.setFile(CONTENT);
    specification.setFileUnicode(CONTENT);
    specification.setEmbeddedFile(file);
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(Map.of(CONTENT, specification));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    document.getDocumentCatalog().setNames(names);
  }

  private static byte[] signed(byte[] plain, Report report, Seal seal) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(plain);
        SignatureOptions options = new SignatureOptions()) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      signature.setType(COSName.SIG);
      signature.setName(report.gateway());
      if (report.ended().clock() != ClockState.UNSYNCED) {
        Calendar when = Calendar.getInstance(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"));
        when.setTimeInMillis(Instant.EPOCH.toEpochMilli() + report.ended().wallMicros() / 1_000);
        signature.setSignDate(when);
      }
      options.setPreferredSignatureSize(SIGNATURE_BYTES);
      document.addSignature(
          signature, content -> PaperSignature.of(seal, content.readAllBytes()), options);
      document.saveIncremental(out);
    }
    return out.toByteArray();
  }
}
