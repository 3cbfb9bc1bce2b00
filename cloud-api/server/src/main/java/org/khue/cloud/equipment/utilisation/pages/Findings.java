package org.khue.cloud.equipment.utilisation.pages;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.equipment.utilisation.Answer;
import org.khue.cloud.equipment.utilisation.Subject;
import org.khue.cloud.equipment.utilisation.Utilisation;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.cloud.equipment.utilisation.model.Neighbours;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.organisation.Unit;
import org.khue.web.i18n.Text;
import org.khue.web.table.TableQuery;

/// What the figures of rooms say: which stand idle, which are used out, and which idle one lies
/// near a unit that lacks its kind or has its own used out. Rooms with too little data say nothing.
@Singleton
final class Findings {
  private static final double IDLE = 0.10;
  private static final double USED_OUT = 0.75;
  private static final double BOOKED_OUT = 0.90;

  private final Utilisation utilisation;
  private final Places places;
  private final Rooms rooms;

  Findings(Utilisation utilisation, Places places, Rooms rooms) {
    this.utilisation = utilisation;
    this.places = places;
    this.rooms = rooms;
  }

  /// @param answer of rooms, by room
  List<Finding> of(Text text, Answer answer, Map<UUID, Unit> units, TableQuery query) {
    KeyWords words = new KeyWords(text, units, answer.subjects());
    List<Finding> findings = new ArrayList<>();
    List<Neighbours.Thing> idle = new ArrayList<>();
    List<Neighbours.Thing> wanted = new ArrayList<>();
    Map<UUID, Figures> idleFigures = new HashMap<>();
    Set<UUID> asked = new HashSet<>();
    for (Answer.Group group : answer.groups()) {
      Subject subject = answer.subjects().get(group.key());
      Figures figures = group.figures();
      if (subject == null) {
        continue;
      }
      asked.add(subject.unit());
      if (figures.coverage() < utilisation.trusted() || figures.expected() == 0) {
        continue;
      }
      UUID room = subject.key().room();
      Neighbours.Thing thing =
          new Neighbours.Thing(subject.unit(), subject.roomKind(), Optional.of(room));
      if (figures.utilisation() < IDLE) {
        idle.add(thing);
        idleFigures.put(room, figures);
        findings.add(
            finding(
                Finding.Kind.IDLE, text, words, subject, figures, query, text.t("ut.idle-advice")));
      } else if (figures.utilisation() >= USED_OUT || figures.bookedShare() >= BOOKED_OUT) {
        wanted.add(thing);
        findings.add(
            finding(
                Finding.Kind.BOTTLENECK,
                text,
                words,
                subject,
                figures,
                query,
                text.t("ut.bottleneck-advice")));
      }
    }
    wanted.addAll(lacking(asked, idle));
    for (Neighbours.Match match : Neighbours.match(wanted, idle, positions(asked))) {
      Subject subject = answer.subjects().get(match.idle().room().map(UUID::toString).orElse(""));
      Figures figures = match.idle().room().map(idleFigures::get).orElse(null);
      if (subject != null && figures != null) {
        String advice =
            text.t(
                match.wanted().room().isPresent() ? "ut.near-used-out" : "ut.near-lacking",
                "unit",
                words.unit(match.wanted().unit()),
                "kilometres",
                text.number(match.kilometres(), 1));
        findings.add(finding(Finding.Kind.NEIGHBOUR, text, words, subject, figures, query, advice));
      }
    }
    return findings;
  }

  private static Finding finding(
      Finding.Kind kind,
      Text text,
      KeyWords words,
      Subject subject,
      Figures figures,
      TableQuery query,
      String advice) {
    return new Finding(
        kind,
        words.unit(subject.unit()),
        words.room(subject),
        Choices.href("/utilisation/rooms/" + subject.key().room(), query, Map.of()),
        KeyWords.roomKind(text, subject.roomKind()),
        figures,
        advice);
  }

  /// Units without any room of a kind of which another one has an idle one.
  private List<Neighbours.Thing> lacking(Set<UUID> asked, List<Neighbours.Thing> idle) {
    Set<String> kinds = new HashSet<>();
    idle.forEach(thing -> kinds.add(thing.kind()));
    List<Neighbours.Thing> lacking = new ArrayList<>();
    for (UUID unit : kinds.isEmpty() ? Set.<UUID>of() : asked) {
      Set<String> own = new HashSet<>();
      rooms.of(unit).forEach(room -> own.add(room.facts().kind().code()));
      kinds.stream()
          .filter(kind -> !own.contains(kind))
          .forEach(kind -> lacking.add(new Neighbours.Thing(unit, kind, Optional.empty())));
    }
    return lacking;
  }

  private Map<UUID, Neighbours.Position> positions(Set<UUID> asked) {
    Map<UUID, Neighbours.Position> positions = new HashMap<>();
    for (UUID unit : asked) {
      for (Site site : places.sites(unit)) {
        Double latitude = site.facts().latitude();
        Double longitude = site.facts().longitude();
        if (latitude != null
            && longitude != null
            && (site.facts().main() || !positions.containsKey(unit))) {
          positions.put(unit, new Neighbours.Position(latitude, longitude));
        }
      }
    }
    return positions;
  }
}
