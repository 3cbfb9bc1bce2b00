package org.khue.cloud.fleet.config;

import java.util.ArrayList;
import java.util.List;
import org.khue.web.Mark;
import org.khue.web.form.Field;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.part.Fact;
import org.khue.web.table.Column;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// What the pages about configurations say.
final class ConfigWords {
  private static final int ROWS = 24;

  private ConfigWords() {}

  static String path(String gateway) {
    return "/gateways/" + gateway + "/config";
  }

  static List<Crumb> above(Text text) {
    return List.of(new Crumb(text.t("config.gateways"), "/gateways"));
  }

  static List<Crumb> above(Text text, String gateway) {
    return List.of(
        new Crumb(text.t("config.gateways"), "/gateways"),
        new Crumb(text.t("config.title"), path(gateway)));
  }

  static TableSpec<ConfigVersion> table(Text text, String gateway) {
    return TableSpec.of(
            "gateway-configs",
            text.t("config.versions"),
            Column.<ConfigVersion>text(
                    "number", text.t("config.number"), version -> Long.toString(version.number()))
                .fixed(),
            Column.<ConfigVersion>status(
                "state", text.t("config.state"), version -> state(text, version)),
            Column.<ConfigVersion>text("note", text.t("config.note"), ConfigVersion::note),
            Column.<ConfigVersion>person(
                "by", text.t("config.by"), ConfigVersion::madeBy, version -> ""),
            Column.<ConfigVersion>moment("made", text.t("config.made"), ConfigVersion::madeAt)
                .asSortable())
        .sortedBy("made", true)
        .whenEmpty(new TableSpec.Empty(text.t("config.none"), text.t("config.none-action"), "", ""))
        .withActions(version ->
            List.of(
                RowAction.link(
                    text.t("config.open"),
                    text.t("config.open-named", "number", version.number()),
                    path(gateway) + "/" + version.number())));
  }

  static FormSpec editor(Text text, String gateway) {
    return FormSpec.of(
            "gateway-config",
            path(gateway) + "/edit",
            text.t("config.save"),
            Field.area("body", text.t("config.body"), ROWS)
                .asRequired()
                .upTo(RoomFileCheck.MOST_BYTES)
                .asSensitive()
                .withHint(text.t("config.body-hint")),
            Field.text("note", text.t("config.note"))
                .upTo(Configs.LONGEST_NOTE)
                .withHint(text.t("config.note-hint")))
        .cancelledTo(path(gateway));
  }

  /// The one thing that can be done with a version: a draft is sent, any other is gone back to.
  static FormSpec next(Text text, ConfigVersion version) {
    boolean draft = version.state() == ConfigVersion.State.DRAFT;
    return FormSpec.of(
            "gateway-config-next",
            path(version.gateway()) + "/" + version.number() + (draft ? "/send" : "/back"),
            text.t(draft ? "config.send" : "config.back"))
        .cancelledTo(path(version.gateway()));
  }

  static Value.Status state(Text text, ConfigVersion version) {
    return switch (version.state()) {
      case DRAFT -> new Value.Status(Mark.FREE, text.t("config.state-draft"));
      case SENT -> new Value.Status(Mark.FREE, text.t("config.state-sent"));
      case APPLIED -> new Value.Status(Mark.OK, text.t("config.state-applied"));
      case REFUSED -> new Value.Status(Mark.BAD, text.t("config.state-refused"));
      case ROLLED_BACK -> new Value.Status(Mark.WARN, text.t("config.state-rolled-back"));
    };
  }

  static List<Fact> facts(Text text, RunningConfig running) {
    String version =
        running.version() == 0
            ? text.t("config.own-file")
            : text.t("config.number-short", "number", running.version());
    return List.of(
        Fact.of(text.t("config.running"), version)
            .withNote(running.own() && running.version() > 0 ? text.t("config.own") : ""),
        Fact.of(text.t("config.since"), text.moment(running.at())),
        Fact.of(text.t("config.hash"), running.sha256()));
  }

  static List<Fact> facts(Text text, ConfigVersion version) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(text.t("config.by"), version.madeBy()).asPersonal());
    facts.add(Fact.of(text.t("config.made"), text.moment(version.madeAt())));
    if (!version.note().isEmpty()) {
      facts.add(Fact.of(text.t("config.note"), version.note()));
    }
    if (version.sentAt() != null) {
      facts.add(Fact.of(text.t("config.sent"), text.moment(version.sentAt())));
    }
    if (version.endedAt() != null) {
      facts.add(Fact.of(text.t("config.ended"), text.moment(version.endedAt())));
    }
    if (!version.message().isEmpty()) {
      facts.add(
          Fact.of(text.t("config.gateway-says"), version.message()).withNote(version.reason()));
    }
    facts.add(Fact.of(text.t("config.hash"), version.sha256()));
    return facts;
  }
}
