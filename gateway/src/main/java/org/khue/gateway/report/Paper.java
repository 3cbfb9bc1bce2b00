package org.khue.gateway.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// A document that grows line by line on pages of A4.
///
/// Its letters are Liberation Sans (SIL Open Font License 1.1), which PDFBox carries and which has
/// all of Vietnamese; only the letters that are used are put into the document.
final class Paper implements Closeable {
  static final float SMALL = 8.5f;
  static final float NORMAL = 10;
  static final float LARGE = 18;

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float MARGIN = 48;
  private static final float SPACING = 1.4f;
  private static final float GAP = 8;

  private final PDDocument document = new PDDocument();
  private final PDFont font;
  private PDPageContentStream page;
  private float y;

  Paper(String title, String language) throws IOException {
    document.getDocumentInformation().setTitle(title);
    document.getDocumentCatalog().setLanguage(language);
    try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
      if (file == null) {
        throw new IOException("the font is missing in the gateway's libraries");
      }
      font = PDType0Font.load(document, file, true);
    }
    page = next();
  }

  PDDocument document() {
    return document;
  }

  private PDPageContentStream next() throws IOException {
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    y = PDRectangle.A4.getHeight() - MARGIN;
    return new PDPageContentStream(document, sheet);
  }

  /// A paragraph.
  void text(String text, float size) throws IOException {
    row(new float[] {1}, List.of(text), size);
  }

  void space() {
    y -= NORMAL;
  }

  /// Texts beside each other.
  ///
  /// @param parts of the width, together 1
  void row(float[] parts, List<String> cells, float size) throws IOException {
    float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
    List<List<String>> wrapped = new ArrayList<>();
    int lines = 1;
    for (int i = 0; i < cells.size(); i++) {
      List<String> cell = wrap(cells.get(i), width * parts[i] - GAP, size);
      wrapped.add(cell);
      lines = Math.max(lines, cell.size());
    }
    float step = size * SPACING;
    if (y - lines * step < MARGIN) {
      page.close();
      page = next();
    }
    float x = MARGIN;
    for (int i = 0; i < wrapped.size(); i++) {
      float at = y - size;
      for (String line : wrapped.get(i)) {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, at);
        page.showText(line);
        page.endText();
        at -= step;
      }
      x += width * parts[i];
    }
    y -= lines * step;
  }

  /// A line across the page.
  void rule() throws IOException {
    page.setLineWidth(0.5f);
    page.moveTo(MARGIN, y - 2);
    page.lineTo(PDRectangle.A4.getWidth() - MARGIN, y - 2);
    page.stroke();
    y -= 5;
  }

  private List<String> wrap(String text, float width, float size) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : written(text).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, size) <= width) {
        line.setLength(0);
        line.append(longer);
      } else {
        if (!line.isEmpty()) {
          lines.add(line.toString());
        }
        line.setLength(0);
        line.append(broken(word, width, size, lines));
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /// Breaks a word that is longer than a line; all but its end goes to the lines.
  private String broken(String word, float width, float size, List<String> lines)
      throws IOException {
    String rest = word;
    while (width(rest, size) > width && rest.codePointCount(0, rest.length()) > 1) {
      int end = rest.length();
      while (end > 1 && width(rest.substring(0, end), size) > width) {
        end = rest.offsetByCodePoints(end, -1);
      }
      lines.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    return rest;
  }

  private float width(String text, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  /// Composed letters, and a question mark for each that the font does not have.
  private String written(String text) {
    StringBuilder written = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(point -> written.append(isKnown(point) ? Character.toString(point) : "?"));
    return written.toString();
  }

  private boolean isKnown(int point) {
    try {
      font.encode(Character.toString(point));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /// No more lines.
  void end() throws IOException {
    page.close();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
