package org.khue.gateway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.gateway.identity.FakeAuthority;
import org.khue.gateway.identity.GatewayIdentity.Seal;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.report.Report.Line;
import org.khue.gateway.report.Report.Result;
import org.khue.gateway.report.ReportCheck.Verdict;

class ReportPdfTest {
  /// Every letter of Vietnamese that ASCII lacks.
  private static final String LETTERS =
      "ăâđêôơư áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"
          + " ĂÂĐÊÔƠƯ ÁÀẢÃẠ ẮẰẲẴẶ ẤẦẨẪẬ ÉÈẺẼẸ ẾỀỂỄỆ ÍÌỈĨỊ ÓÒỎÕỌ ỐỒỔỖỘ ỚỜỞỠỢ ÚÙỦŨỤ ỨỪỬỮỰ ÝỲỶỸỴ";

  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Texts TEXTS = Texts.in("vi");

  @TempDir Path directory;
  private final FakeAuthority authority = new FakeAuthority(NOW.minus(Duration.ofDays(9)));
  private final KeyPair keys = FakeAuthority.keys();

  private Seal seal(String gateway) {
    X509Certificate own = authority.sign(gateway, keys.getPublic(), NOW, Duration.ofDays(90));
    return new Seal(keys.getPrivate(), List.of(own, authority.root));
  }

  private static Report report(int devices) {
    Stamp at = new Stamp(NOW.toEpochMilli() * 1_000, 5, 1, ClockState.SYNCED);
    return new Report(
        "0198",
        "gw-1",
        "Phòng Vật lí – tầng 2",
        true,
        "Người lắp đặt",
        "0.1.0",
        at,
        at,
        IntStream.range(0, devices)
            .mapToObj(i -> new Line("Máy " + i + " 漢", "21,5 °C", Result.PASSED, LETTERS))
            .toList());
  }

  private byte[] pdf(Seal seal) throws Exception {
    return ReportPdf.of(report(3), TEXTS::get, "vi", "24/11/2026", seal);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private String root() throws Exception {
    return sha256(authority.root.getEncoded());
  }

  private void doubted(byte[] file, String why) throws Exception {
    String said = assertInstanceOf(Verdict.Doubted.class, ReportCheck.of(file, root())).why();
    assertTrue(said.contains(why), said);
  }

  @Test
  void vietnameseIsWrittenAsItIsAndLongListsGoOverPages() throws Exception {
    byte[] long_ = ReportPdf.of(report(60), TEXTS::get, "vi", "24/11/2026", null);
    try (PDDocument document = Loader.loadPDF(long_)) {
      String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      assertTrue(document.getNumberOfPages() > 2, "pages: " + document.getNumberOfPages());
      for (String letters : LETTERS.split(" ", -1)) {
        assertTrue(text.contains(letters), letters + " in " + text.substring(0, 900));
      }
      assertTrue(text.contains("Máy 59 ?"), "what the font lacks is a question mark");
      assertTrue(text.contains("KHÔNG có chữ ký"), text.substring(0, 900));
    }
  }

  @Test
  void aSignedReportIsGenuineAndEachChangedByteIsNoticed() throws Exception {
    byte[] signed = pdf(seal("gw-1"));
    Verdict.Genuine genuine =
        assertInstanceOf(Verdict.Genuine.class, ReportCheck.of(signed, root()));
    assertEquals("gw-1", genuine.signer().gateway());
    assertTrue(genuine.passed());
    for (int at = 20; at < signed.length; at += signed.length / 40) {
      byte[] tampered = signed.clone();
      tampered[at] ^= 1;
      assertInstanceOf(Verdict.Doubted.class, ReportCheck.of(tampered, root()), "byte " + at);
    }
    byte[] longer = Arrays.copyOf(signed, signed.length + 1);
    longer[signed.length] = '\n';
    doubted(longer, "added after it was signed");
  }

  @Test
  void aReportOfAnotherCloudOrAnotherGatewayIsDoubted() throws Exception {
    FakeAuthority other = new FakeAuthority(NOW.minus(Duration.ofDays(9)));
    X509Certificate own = other.sign("gw-1", keys.getPublic(), NOW, Duration.ofDays(90));
    doubted(pdf(new Seal(keys.getPrivate(), List.of(own, other.root))), "it leads up to the root");
    doubted(pdf(new Seal(keys.getPrivate(), List.of(own, authority.root))), "");
    doubted(pdf(seal("gw-2")), "not the gateway that it names");
    doubted(pdf(new Seal(FakeAuthority.keys().getPrivate(), seal("gw-1").chain())), "signature");
    doubted("no PDF".getBytes(StandardCharsets.UTF_8), "");
    byte[] unsigned = ReportPdf.of(report(1), TEXTS::get, "vi", "", null);
    doubted(unsigned, "0 signatures");
  }

  private static ContentInfo withoutPadding(byte[] contents) throws Exception {
    try (ASN1InputStream in = new ASN1InputStream(contents)) {
      return ContentInfo.getInstance(in.readObject());
    }
  }

  @Test
  void otherProgramsUnderstandTheSignature() throws Exception {
    byte[] signed = pdf(seal("gw-1"));
    try (PDDocument document = Loader.loadPDF(signed)) {
      PDSignature signature = document.getLastSignatureDictionary();
      assertEquals("ETSI.CAdES.detached", signature.getSubFilter());
      CMSSignedData cms =
          new CMSSignedData(
              new CMSProcessableByteArray(signature.getSignedContent(signed)),
              withoutPadding(signature.getContents(signed)));
      assertEquals(2, cms.getCertificates().getMatches(null).size());
      assertTrue(
          cms.getSignerInfos()
              .getSigners()
              .iterator()
              .next()
              .verify(
                  new JcaSimpleSignerInfoVerifierBuilder()
                      .build(seal("gw-1").chain().getFirst().getPublicKey())));
    }
  }

  @Test
  void theCommandTellsGenuineFromChanged() throws Exception {
    byte[] signed = pdf(seal("gw-1"));
    Path file = Files.write(directory.resolve("report.pdf"), signed);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> args = List.of(file.toString(), "--ca", root());
    assertTrue(VerifyCommand.run(args, print, print), said.toString(StandardCharsets.UTF_8));
    assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("GENUINE gateway=gw-1"));
    String text = new String(signed, StandardCharsets.ISO_8859_1);
    byte[] changed =
        text.replaceFirst("/Name \\(gw-1\\)", "/Name (gw-7)").getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(!Arrays.equals(changed, signed), "something was changed");
    Files.write(file, changed);
    assertTrue(!VerifyCommand.run(args, print, print));
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("changed after it was signed"));
    assertTrue(!VerifyCommand.run(List.of("--help"), print, print));
  }
}
