package org.khue.cloud.people;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How the routes of people are called: about one pupil of the school, with a number, a place, a
/// guardian, and a merge that was undone.
public final class PeopleSample implements Sample {
  private static final String ONE = "/people/{id}";
  private static final String NOTHING_SAID = "a=b";
  private static final String LATER = "{\"to\": \"2090-01-01\"}";
  private static final String FACTS = "{\"familyName\": \"Matrix Thị\", \"givenName\": \"Quế\"}";

  /// What the calls are about.
  private record Things(UUID pupil, UUID number, UUID place, UUID mother, UUID bond, UUID merge) {}

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    Things things = things(cloud, school);
    Map<String, Call> calls = new TreeMap<>();
    String own = "/people/" + things.pupil;
    pages(calls, own, things);
    forms(calls, own, things);
    api(calls, school, "/api/v1" + own, things);
    calls.put("POST " + ONE + "/erase", erased(cloud, school, "/people/", "/erase").form("a=b"));
    calls.put("DELETE /api/v1" + ONE, erased(cloud, school, "/api/v1/people/", ""));
    return calls;
  }

  private static Things things(TestCloud cloud, UUID school) {
    UUID pupil = Schools.pupil(cloud, school, "Matrix Thị", "Quế").id();
    UUID twin = Schools.pupil(cloud, school, "Matrix Thị", "Quế").id();
    Facts mother = Facts.of(new PersonName("Matrix Thị", "Sen"), null, Sex.FEMALE);
    Guardian bond =
        Schools.at(
            school,
            "people.write",
            () ->
                cloud
                    .bean(Guardians.class)
                    .addNew(
                        pupil,
                        mother,
                        new Guardians.Bond(Relation.MOTHER, true, 1, Schools.START),
                        false));
    UUID number =
        Schools.at(
            school,
            "people.write",
            () ->
                cloud
                    .bean(Identifiers.class)
                    .add(pupil, IdentifierScheme.STUDENT, "MX0001", null, Schools.START, null)
                    .identifier()
                    .id());
    UUID place =
        Schools.at(
            school,
            "people.read",
            () -> cloud.bean(People.class).memberships(pupil).getFirst().id());
    Merges merges = cloud.bean(Merges.class);
    UUID merge =
        Schools.at(
            school,
            "people.merge",
            () -> {
              Facts facts = Facts.of(new PersonName("Matrix Thị", "Quế"), null, Sex.FEMALE);
              UUID made = merges.merge(pupil, twin, facts).id();
              return merges.undo(made) instanceof Merges.Undo.Done ? made : new UUID(0, 0);
            });
    return new Things(pupil, number, place, bond.guardian(), bond.id(), merge);
  }

  /// Erases somebody else of the school at each call.
  private static Call erased(TestCloud cloud, UUID school, String before, String after) {
    return Call.fresh(() -> before + Schools.pupil(cloud, school, "Ma Trận", "Yên").id() + after);
  }

  private static void pages(Map<String, Call> calls, String own, Things things) {
    calls.put("GET /people", Call.list("/people", "Quế"));
    calls.put("GET /people/new", Call.plain("/people/new"));
    calls.put("POST /people", Call.plain("/people").form("given="));
    calls.put("GET " + ONE, Call.thing(own));
    for (String page : new String[] {"history", "merge", "export", "erase"}) {
      calls.put("GET " + ONE + "/" + page, Call.thing(own + "/" + page));
    }
    calls.put(
        "POST " + ONE + "/merge/{other}",
        Call.thing(own + "/merge/" + things.pupil).form(NOTHING_SAID));
    calls.put(
        "POST " + ONE + "/unmerge/{merge}",
        Call.thing(own + "/unmerge/" + things.merge).form(NOTHING_SAID));
    calls.put(
        "POST " + ONE + "/identifiers/{identifier}/reveal",
        Call.thing(own + "/identifiers/" + things.number + "/reveal").form(NOTHING_SAID));
    calls.put("POST " + ONE + "/verify", Call.thing(own + "/verify").form(NOTHING_SAID));
    calls.put("GET " + ONE + "/consents/paper", Call.thing(own + "/consents/paper"));
  }

  /// Forms are shown, and say what is missing when nothing was filled in.
  private static void forms(Map<String, Call> calls, String own, Things things) {
    Map<String, String> forms = new TreeMap<>();
    forms.put("/edit", "/edit");
    forms.put("/card", "/card");
    forms.put("/identifiers/new", "/identifiers/new");
    forms.put("/memberships/new", "/memberships/new");
    forms.put("/guardians/new", "/guardians/new");
    forms.put("/guardians/known/{guardian}", "/guardians/known/" + things.mother);
    forms.put("/guardians/{guardianship}/end", "/guardians/" + things.bond + "/end");
    forms.put("/consents/{purpose}", "/consents/" + ConsentPurpose.PICTURES);
    for (String step : new String[] {"edit", "end"}) {
      forms.put("/identifiers/{identifier}/" + step, "/identifiers/" + things.number + "/" + step);
    }
    for (String step : new String[] {"move", "end"}) {
      forms.put("/memberships/{membership}/" + step, "/memberships/" + things.place + "/" + step);
    }
    forms.forEach((route, path) -> {
      calls.put("GET " + ONE + route, Call.thing(own + path));
      calls.put("POST " + ONE + route, Call.thing(own + path).form(NOTHING_SAID));
    });
  }

  private static void api(Map<String, Call> calls, UUID school, String own, Things things) {
    String one = "/api/v1" + ONE;
    String place = "{\"unit\": \"" + school + "\", \"kind\": \"MEMBER\", \"from\": \"2026-09-01\"}";
    calls.put("GET /api/v1/people", Call.list("/api/v1/people", "Quế"));
    calls.put(
        "POST /api/v1/people",
        Call.thing("/api/v1/people")
            .json("{\"facts\": {\"givenName\": \"Yến\"}, \"place\": " + place + "}"));
    calls.put("GET " + one, Call.thing(own));
    calls.put("PUT " + one, Call.thing(own).json(FACTS).stale());
    for (String list :
        new String[] {
          "memberships",
          "identifiers",
          "guardians",
          "consents",
          "verification",
          "duplicates",
          "merges",
          "export"
        }) {
      calls.put("GET " + one + "/" + list, Call.thing(own + "/" + list));
    }
    calls.put("POST " + one + "/memberships", Call.thing(own + "/memberships").json(place));
    calls.put(
        "PUT " + one + "/memberships/{membership}",
        Call.thing(own + "/memberships/" + things.place).json(LATER).stale());
    calls.put(
        "POST " + one + "/memberships/{membership}/move",
        Call.thing(own + "/memberships/" + things.place + "/move")
            .json("{\"schoolClass\": \"" + things.pupil + "\", \"from\": \"2026-10-01\"}")
            .stale());
    calls.put(
        "POST " + one + "/identifiers/{identifier}/correction",
        Call.thing(own + "/identifiers/" + things.number + "/correction")
            .json("{\"from\": \"2026-09-01\"}")
            .stale());
    calls.put(
        "POST " + one + "/identifiers",
        Call.thing(own + "/identifiers")
            .json("{\"scheme\": \"STAFF\", \"number\": \"MX0002\", \"from\": \"2026-09-01\"}"));
    calls.put(
        "PUT " + one + "/identifiers/{identifier}",
        Call.thing(own + "/identifiers/" + things.number).json(LATER).stale());
    calls.put(
        "POST " + one + "/identifiers/{identifier}/reveal",
        Call.thing(own + "/identifiers/" + things.number + "/reveal").json("{}"));
    calls.put(
        "POST " + one + "/guardians",
        Call.thing(own + "/guardians")
            .json(
                "{\"guardian\": \""
                    + things.mother
                    + "\", \"relation\": \"MOTHER\", \"legal\": true, \"contactOrder\": 1,"
                    + " \"from\": \"2026-09-01\"}"));
    calls.put(
        "PUT " + one + "/guardians/{guardianship}",
        Call.thing(own + "/guardians/" + things.bond).json(LATER).stale());
    calls.put(
        "POST " + one + "/consents",
        Call.thing(own + "/consents")
            .json("{\"purpose\": \"RESEARCH\", \"given\": false, \"channel\": \"PAPER\"}"));
    calls.put("POST " + one + "/verification", Call.thing(own + "/verification").json("{}"));
    String unit = "/api/v1/units/{unit}/people/verification";
    calls.put("POST " + unit, Call.thing(unit.replace("{unit}", school.toString())).json("{}"));
    calls.put(
        "POST " + one + "/merges",
        Call.thing(own + "/merges")
            .json("{\"merged\": \"" + things.pupil + "\", \"facts\": " + FACTS + "}"));
    calls.put("DELETE " + one + "/merges/{merge}", Call.thing(own + "/merges/" + things.merge));
  }
}
