package org.khue.cloud.equipment.utilisation.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// A report on sheets of A4: paragraphs and a table whose head stands on each sheet.
///
/// Its letters are Liberation Sans (SIL Open Font License 1.1), which PDFBox brings along and which
/// has all of Vietnamese.
final class ReportPdf implements AutoCloseable {
  static final float BODY = 10;
  static final float SMALL = 8;
  static final float TITLE = 16;

  private static final String LETTERS =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float LEFT = 50;
  private static final float TOP = PDRectangle.A4.getHeight() - 50;
  private static final float BOTTOM = 60;
  private static final float WIDE = PDRectangle.A4.getWidth() - 2 * LEFT;

  private final PDDocument document = new PDDocument();
  private final PDFont letters;
  private PDPageContentStream sheet;
  private float height;

  /// @param language of the texts, such as `vi`
  ReportPdf(String title, String language) throws IOException {
    document.getDocumentInformation().setTitle(title);
    document.getDocumentCatalog().setLanguage(language);
    try (InputStream file = PDDocument.class.getResourceAsStream(LETTERS)) {
      letters = PDType0Font.load(document, file, true);
    }
    sheet = turn();
  }

  private PDPageContentStream turn() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    height = TOP;
    return new PDPageContentStream(document, page);
  }

  /// Whether another line of that size fits on the sheet.
  private boolean fits(float size) {
    return height - size * 1.5f > BOTTOM;
  }

  /// A paragraph, broken where it is too long.
  void paragraph(String text, float size) throws IOException {
    StringBuilder line = new StringBuilder();
    for (String word : clean(text).split(" ", -1)) {
      if (!line.isEmpty() && wide(line + " " + word, size) > WIDE) {
        line(line.toString(), size);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    line(line.toString(), size);
  }

  private void line(String text, float size) throws IOException {
    if (!fits(size)) {
      sheet.close();
      sheet = turn();
    }
    height -= size * 1.5f;
    put(text, LEFT, size);
  }

  void gap() {
    height -= BODY;
  }

  /// A table; its first column is words, the others are numbers and stand to the right.
  ///
  /// @param firstWidth share of the width that the first column takes
  void table(List<String> head, List<List<String>> rows, float firstWidth) throws IOException {
    row(head, firstWidth);
    rule();
    for (List<String> cells : rows) {
      if (!fits(SMALL)) {
        sheet.close();
        sheet = turn();
        row(head, firstWidth);
        rule();
      }
      row(cells, firstWidth);
    }
    rule();
  }

  private void row(List<String> cells, float firstWidth) throws IOException {
    height -= SMALL * 1.5f;
    float first = WIDE * firstWidth;
    put(cut(clean(cells.getFirst()), first - 6), LEFT, SMALL);
    float each = (WIDE - first) / (cells.size() - 1);
    for (int i = 1; i < cells.size(); i++) {
      String text = clean(cells.get(i));
      put(text, LEFT + first + each * i - wide(text, SMALL), SMALL);
    }
  }

  private String cut(String text, float most) throws IOException {
    String shown = text;
    while (!shown.isEmpty() && wide(shown, SMALL) > most) {
      shown = shown.substring(0, Math.max(0, shown.length() - 2)).stripTrailing() + "…";
      if (shown.length() <= 2) {
        break;
      }
    }
    return shown;
  }

  private void rule() throws IOException {
    sheet.setLineWidth(0.4f);
    sheet.moveTo(LEFT, height - 3);
    sheet.lineTo(LEFT + WIDE, height - 3);
    sheet.stroke();
    height -= 3;
  }

  private void put(String text, float x, float size) throws IOException {
    sheet.beginText();
    sheet.setFont(letters, size);
    sheet.newLineAtOffset(x, height);
    sheet.showText(text);
    sheet.endText();
  }

  private float wide(String text, float size) throws IOException {
    return letters.getStringWidth(text) / 1000 * size;
  }

  /// Composed letters alone, and a question mark for those that the letters lack.
  private String clean(String text) {
    StringBuilder known = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(point -> {
          String letter = Character.toString(point);
          known.append(Character.isISOControl(point) ? " " : has(letter) ? letter : "?");
        });
    return known.toString();
  }

  private boolean has(String letter) {
    try {
      letters.encode(letter);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() throws IOException {
    sheet.close();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
