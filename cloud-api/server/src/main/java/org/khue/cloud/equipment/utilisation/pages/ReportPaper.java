package org.khue.cloud.equipment.utilisation.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.cloud.equipment.utilisation.Figuring;
import org.khue.cloud.equipment.utilisation.Report;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;

/// A signed report as PDF, made of what was kept when it was signed.
final class ReportPaper {
  private ReportPaper() {}

  /// @param unit name of the unit
  /// @param role name of the signer's role
  static byte[] pdf(Text text, Report report, String unit, String role, double threshold)
      throws IOException {
    Map<String, String> names = new HashMap<>();
    for (String line : report.names().split("\n", -1)) {
      int tab = line.indexOf('\t');
      if (tab >= 0) {
        names.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    Figures whole = Figures.NONE;
    for (Map.Entry<String, Figures> group : Figuring.groups(report.figures()).entrySet()) {
      rows.add(
          row(
              text,
              names.getOrDefault(group.getKey(), group.getKey()),
              group.getValue(),
              threshold));
      whole = whole.plus(group.getValue());
    }
    rows.sort((a, b) -> Names.byAlphabet().compare(a.getFirst(), b.getFirst()));
    rows.add(row(text, text.t("ut.all-together"), whole, threshold));
    try (ReportPdf pdf = new ReportPdf(report.title(), text.language().code())) {
      pdf.paragraph(report.title(), ReportPdf.TITLE);
      pdf.paragraph(unit, ReportPdf.BODY);
      Map<String, List<String>> asked = Figuring.read(report.question());
      pdf.paragraph(
          text.t(
              "ut.report-span",
              "from",
              asked.getOrDefault("from", List.of("")).getFirst(),
              "to",
              asked.getOrDefault("to", List.of("")).getFirst()),
          ReportPdf.BODY);
      pdf.gap();
      pdf.paragraph(text.t("ut.meaning"), ReportPdf.SMALL);
      pdf.gap();
      pdf.table(
          List.of(
              text.t("ut.line"),
              text.t("ut.available-hours"),
              text.t("ut.booked-hours"),
              text.t("ut.used-hours"),
              text.t("ut.utilisation"),
              text.t("ut.coverage")),
          rows,
          0.36f);
      pdf.gap();
      if (!report.remark().isEmpty()) {
        pdf.paragraph(text.t("ut.remark-is", "remark", report.remark()), ReportPdf.BODY);
      }
      pdf.paragraph(
          text.t(
              "ut.signed-by",
              "name",
              report.signer(),
              "role",
              role,
              "when",
              text.fullMoment(report.signedAt())),
          ReportPdf.BODY);
      pdf.paragraph(text.t("ut.hash-is", "hash", report.sha256()), ReportPdf.SMALL);
      pdf.paragraph(text.t("ut.asked-is", "question", report.question()), ReportPdf.SMALL);
      return pdf.bytes();
    }
  }

  private static List<String> row(Text text, String name, Figures figures, double threshold) {
    return List.of(
        name,
        hours(text, figures.available()),
        hours(text, figures.booked()),
        hours(text, figures.used()),
        figures.coverage() >= threshold
            ? text.percent(figures.utilisation())
            : text.t("ut.untrusted-short"),
        text.percent(figures.coverage()));
  }

  private static String hours(Text text, long seconds) {
    return text.number(seconds / 3_600.0, 1);
  }
}
