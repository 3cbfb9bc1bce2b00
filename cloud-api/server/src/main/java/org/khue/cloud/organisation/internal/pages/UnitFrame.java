package org.khue.cloud.organisation.internal.pages;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.security.Access;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.part.Tab;
import org.khue.web.table.TableView;

/// What all pages of one unit share.
@Singleton
final class UnitFrame {
  private final Access access;

  UnitFrame(Access access) {
    this.access = access;
  }

  boolean may(String right, UUID unit) {
    return access.mayAt(right, unit);
  }

  List<Crumb> above(Text text) {
    return List.of(new Crumb(text.t("org.units"), "/units"));
  }

  List<Crumb> above(Text text, Unit unit) {
    return List.of(
        new Crumb(text.t("org.units"), "/units"),
        new Crumb(UnitWords.name(text, unit), "/units/" + unit.id()));
  }

  /// The pages of a unit; details only for those who may see them.
  ///
  /// @param here path of the current one below the unit's; empty for the first
  List<Tab> tabs(Text text, Unit unit, String here) {
    String base = "/units/" + unit.id();
    List<Tab> tabs = new ArrayList<>();
    tabs.add(new Tab(text.t("org.overview"), base, here.isEmpty()));
    if (may(OrganisationPages.READ, unit.id())) {
      tabs.add(new Tab(text.t("org.places"), base + "/places", here.equals("places")));
      tabs.add(new Tab(text.t("org.rooms"), base + "/rooms", here.equals("rooms")));
      if (unit.kind().teaches()) {
        tabs.add(new Tab(text.t("org.classes"), base + "/classes", here.equals("classes")));
      }
      tabs.add(new Tab(text.t("org.calendar"), base + "/calendar", here.equals("calendar")));
    }
    return tabs;
  }

  /// What the page of a list of a unit shows around its table.
  ///
  /// @param links what can be done with the list, by address
  Map<String, Object> list(
      Text text, Unit unit, String here, String heading, TableView table, List<Crumb> links) {
    return Map.of(
        "name",
        UnitWords.name(text, unit),
        "above",
        above(text, unit),
        "tabs",
        tabs(text, unit, here),
        "heading",
        heading,
        "table",
        table,
        "links",
        links);
  }
}
