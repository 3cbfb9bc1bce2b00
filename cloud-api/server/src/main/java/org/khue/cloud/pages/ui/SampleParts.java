package org.khue.cloud.pages.ui;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.khue.web.JobView;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.part.Fact;
import org.khue.web.part.Heat;
import org.khue.web.part.Tab;
import org.khue.web.part.Tile;

/// The smaller components, filled.
final class SampleParts {
  private SampleParts() {}

  static Map<String, Object> of(Text text) {
    return Map.of(
        "crumbs", List.of(new Crumb(text.t("ui.home"), "/")),
        "tabs",
            List.of(
                new Tab(text.t("ui.lists"), "/ui#list", false),
                new Tab(text.t("ui.forms"), "/ui#form", false),
                new Tab(text.t("ui.parts"), "/ui#parts", true)),
        "facts",
            List.of(
                Fact.of(text.t("ui.name"), "Công Tằng Tôn Nữ Huyền Trân").asPersonal(),
                Fact.of(text.t("ui.group"), "6A10"),
                Fact.of(text.t("ui.lessons"), text.number(12, 0)).withNote(text.t("ui.week"))),
        "tiles",
            List.of(
                Tile.of(text.t("ui.used"), text.percent(0.72), "")
                    .covering(0.993)
                    .asOf(text.now().minusSeconds(3))
                    .leadingTo("/use"),
                Tile.of("CO₂", text.value(1_082), "ppm").asOf(text.now().minusSeconds(40)),
                Tile.of(text.t("ui.power"), text.value(12.4), "kWh").covering(0.61),
                Tile.of(text.t("ui.temperature"), "—", "°C").covering(Double.NaN)),
        "heat", heat(text),
        "jobs", jobs(text));
  }

  private static Heat heat(Text text) {
    List<String> days =
        List.of(
            text.t("ui.monday"),
            text.t("ui.tuesday"),
            text.t("ui.wednesday"),
            text.t("ui.thursday"),
            text.t("ui.friday"));
    return new Heat(
        text.t("ui.heat"),
        text.t("ui.school"),
        days,
        List.of(text.t("ui.week"), text.t("ui.coverage")),
        List.of(
            new Heat.Row(
                "THCS Hoa Sen",
                "",
                List.of(.88, .71, .64, .9, .45),
                List.of(text.percent(.72), text.percent(.99))),
            new Heat.Row(
                "TH Bàng Xanh",
                "",
                List.of(.12, .18, 0.0, .38, .2),
                List.of(text.percent(.18), text.percent(.97))),
            new Heat.Row(
                "THCS Phượng Đỏ",
                "",
                List.of(.66, Double.NaN, .61, .44, .7),
                List.of(text.percent(.58), text.percent(.81)))),
        text.t("ui.heat-legend"));
  }

  private static List<JobView> jobs(Text text) {
    String rest = text.t("ui.job-rest", "time", text.duration(Duration.ofSeconds(40)));
    return List.of(
        new JobView("1", text.t("ui.job-import"), JobView.State.RUNNING, 1_240, 2_000, rest, null),
        new JobView(
            "2",
            text.t("ui.job-backup"),
            JobView.State.RUNNING,
            0,
            0,
            text.t("ui.job-begun"),
            null),
        new JobView("3", text.t("ui.job-report"), JobView.State.WAITING, 0, 0, "", null),
        new JobView(
            "4", text.t("ui.job-export"), JobView.State.DONE, 240, 240, "", "/ui?format=csv"),
        new JobView(
            "5",
            text.t("ui.job-import"),
            JobView.State.FAILED,
            31,
            2_000,
            text.t("ui.job-failed"),
            null));
  }
}
