package org.khue.cloud.equipment.utilisation.pages;

import java.util.Arrays;
import org.khue.cloud.equipment.utilisation.Report;
import org.khue.cloud.identity.Role;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.TableSpec;

/// The list of signed reports.
final class ReportList {
  private static final String PAGE = "/utilisation/reports";

  private ReportList() {}

  static TableSpec<Report> spec(Text text, KeyWords words) {
    return TableSpec.<Report>of(
            "utilisation-reports",
            text.t("ut.reports"),
            Column.<Report>moment("signed", text.t("ut.signed"), Report::signedAt).asSortable(),
            Column.<Report>link(
                    "title",
                    text.t("ut.report-title"),
                    Report::title,
                    some -> PAGE + "/" + some.id())
                .asSortable()
                .fixed(),
            Column.<Report>text("unit", text.t("ut.by-unit"), some -> words.unit(some.unit()))
                .asSortable(),
            Column.<Report>person("signer", text.t("ut.signer"), Report::signer, some -> "")
                .asSortable(),
            Column.<Report>text("role", text.t("ut.role"), some -> role(text, some.role())),
            Column.<Report>text("hash", text.t("ut.hash"), Report::sha256).onDemand())
        .filteredBy(new Filter.Search("q", text.t("ut.find")))
        .sortedBy("signed", true)
        .whenEmpty(
            new TableSpec.Empty(
                text.t("ut.no-reports"),
                text.t("ut.no-reports-action"),
                "/utilisation",
                text.t("ut.title")));
  }

  /// The name of a role.
  static String role(Text text, String code) {
    return Arrays.stream(Role.values())
        .filter(role -> role.code().equals(code))
        .findFirst()
        .map(role -> text.t(role.nameKey()))
        .orElse(code);
  }
}
