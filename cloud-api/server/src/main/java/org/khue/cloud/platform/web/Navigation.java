package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.web.Page;
import org.khue.web.i18n.Text;

/// The sections that a visitor may open, under their headings.
final class Navigation {
  private final List<Section> sections;
  private final Access access;

  Navigation(List<Section> sections, Access access) {
    this.sections = sections.stream().sorted(Comparator.comparingInt(Section::order)).toList();
    this.access = access;
  }

  /// The sections that a caller may open, in their order.
  List<Section> open(Caller caller) {
    return sections.stream().filter(section -> section.isOpenTo(caller, access)).toList();
  }

  List<Page.Group> of(HttpRequest<?> request, Text text) {
    Acting acting = Acting.of(request).orElse(null);
    if (acting == null) {
      return List.of();
    }
    Map<String, List<Page.Link>> groups = new LinkedHashMap<>();
    for (Section section : open(acting.caller())) {
      String key = section.groupKey();
      groups
          .computeIfAbsent(key == null ? "" : text.t(key), heading -> new ArrayList<>())
          .add(new Page.Link(section.id(), section.href(), text.t(section.labelKey())));
    }
    return groups.entrySet().stream()
        .map(group -> new Page.Group(group.getKey(), group.getValue()))
        .toList();
  }
}
