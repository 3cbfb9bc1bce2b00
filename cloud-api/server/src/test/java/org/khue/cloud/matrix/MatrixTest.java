package org.khue.cloud.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.identity.Members;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.grant.RightTables;
import org.khue.cloud.platform.security.MachineAccess;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.OpenRoute;

/// Who gets in where: every route × every role × {at the own school, at another, at none}, over
/// HTTP. What is expected comes from the modules' tables of rights; what the routes are called with
/// from the modules' [Sample]s.
class MatrixTest {
  /// Where the caller's role holds, seen from the thing that the call is about.
  private enum Place {
    OWN,
    OTHER,
    NONE
  }

  private static final String STREAM = "text/event-stream";

  private static TwoSchools schools;
  private static TestCloud cloud;
  private static Map<String, Call> calls;
  private static final Map<Place, Map<Role, String>> COOKIES = new EnumMap<>(Place.class);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  @BeforeAll
  static void start() {
    schools = TwoSchools.open();
    cloud = schools.cloud();
    calls = schools.calls();
    for (Place place : Place.values()) {
      Map<Role, String> cookies = new EnumMap<>(Role.class);
      for (Role role : Role.values()) {
        var unit = place == Place.OTHER ? TwoSchools.OTHER : TwoSchools.SCHOOL;
        var account =
            Members.account(cloud, "m." + place.ordinal() + "." + role.code(), TwoSchools.OTHER);
        Members.assign(cloud, account, role, unit, place == Place.NONE ? "current_date" : "NULL");
        cookies.put(role, Members.session(cloud, account));
      }
      COOKIES.put(place, cookies);
    }
  }

  @AfterAll
  static void stop() {
    CLIENT.shutdownNow();
    schools.close();
  }

  /// The routes by name, without those that only a machine's own endpoint has.
  private static Map<String, UriRouteInfo<?, ?>> routes() {
    Map<String, UriRouteInfo<?, ?>> routes = new TreeMap<>();
    cloud
        .bean(Router.class)
        .uriRoutes()
        .<UriRouteInfo<?, ?>>map(route -> route)
        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
        .filter(route -> !route.getUriMatchTemplate().toString().startsWith("/health"))
        .forEach(route ->
            routes.put(route.getHttpMethodName() + " " + route.getUriMatchTemplate(), route));
    assertTrue(routes.size() > 40, "too few routes were found: " + routes.size());
    return routes;
  }

  @Test
  void everyRouteHasASample() {
    Set<String> without = new TreeSet<>(routes().keySet());
    without.removeAll(calls.keySet());
    assertEquals(
        Set.of(),
        without,
        "say in a Sample (META-INF/services/" + Sample.class.getName() + ") how these are called");
    Set<String> gone = new TreeSet<>(calls.keySet());
    gone.removeAll(routes().keySet());
    assertEquals(Set.of(), gone, "samples of routes that are no more");
  }

  @Test
  void everyCellAnswersAsTheTablesSay() {
    List<String> faults = new ArrayList<>();
    int cells = 0;
    // Foreigners first: what an own caller changes must not hide what a foreign one could see.
    for (Place place : List.of(Place.NONE, Place.OTHER, Place.OWN)) {
      for (Map.Entry<String, UriRouteInfo<?, ?>> route : routes().entrySet()) {
        Call call = calls.get(route.getKey());
        for (Role role : Role.values()) {
          if (call == null || route.getKey().equals("POST /logout")) {
            continue;
          }
          cells++;
          String cookie = COOKIES.get(place).get(role);
          Answer answer = ask(route.getValue(), call, cookie);
          fault(route.getValue().getAnnotationMetadata(), call, place, role, answer)
              .ifPresent(why ->
                  faults.add(
                      route.getKey()
                          + " as "
                          + role.code()
                          + " "
                          + place
                          + ": "
                          + why
                          + ", got "
                          + answer.status()));
        }
      }
    }
    long absent = calls.values().stream().filter(call -> call.kind() == Call.Kind.ABSENT).count();
    System.out.println(
        "authorization matrix: "
            + cells
            + " cells, "
            + routes().size()
            + " routes, "
            + absent
            + " of them asked for what nobody has, "
            + faults.size()
            + " wrong");
    assertEquals("", String.join("\n", faults));
    assertTrue(cells > 1_500, "cells: " + cells);
  }

  @Test
  void whatBelongsToOneAccountOpensForIt() {
    List<String> faults = new ArrayList<>();
    int owned = 0;
    for (Map.Entry<String, UriRouteInfo<?, ?>> route : routes().entrySet()) {
      Call call = calls.get(route.getKey());
      if (call != null && !call.owner().isEmpty()) {
        owned++;
        int status = ask(route.getValue(), call, call.owner()).status();
        if (status >= 400) {
          faults.add(route.getKey() + " answers its owner " + status);
        }
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(owned >= 5, "routes of one account's things: " + owned);
  }

  private static Optional<String> fault(
      AnnotationMetadata route, Call call, Place place, Role role, Answer answer) {
    int status = answer.status();
    boolean refused = status == 401 || status == 403 || status == 404;
    if (status >= 500) {
      return Optional.of("expected no fault of the server");
    }
    if (place != Place.OWN && !call.marker().isEmpty() && answer.body().contains(call.marker())) {
      return Optional.of("shows '" + call.marker() + "'");
    }
    if (route.hasAnnotation(MachineAccess.class)) {
      // After ten of these the address is refused unheard.
      return status == 401 || status == 429
          ? Optional.empty()
          : Optional.of("expected 401 or 429 without a credential");
    }
    if (!call.owner().isEmpty()) {
      return status == 403 || status == 404
          ? Optional.empty()
          : Optional.of("expected 403 or 404, it is somebody else's");
    }
    if (route.hasAnnotation(OpenRoute.class) || route.hasAnnotation(SignedIn.class)) {
      return status == 403 && call.kind() != Call.Kind.THING
          ? Optional.of("expected no refusal")
          : Optional.empty();
    }
    String right = route.stringValue(Needs.class).orElseThrow();
    boolean holds = place != Place.NONE && cloud.bean(RightTables.class).of(role).contains(right);
    if (!holds) {
      return status == 403 ? Optional.empty() : Optional.of("expected 403, no " + right);
    }
    if (call.kind() == Call.Kind.LIST && call.narrower().contains(role)) {
      return answer.body().contains(call.marker())
          ? Optional.of("shows '" + call.marker() + "' in spite of a finer rule")
          : Optional.empty();
    }
    if (call.kind() != Call.Kind.THING && call.narrower().contains(role)) {
      return finer(status);
    }
    if (call.kind() == Call.Kind.ABSENT) {
      return status == 401 || status == 403
          ? Optional.of("expected to be heard with " + right)
          : Optional.empty();
    }
    // A pupil's or parent's right reaches persons; these have none.
    boolean reaches = place == Place.OWN && role != Role.PUPIL && role != Role.PARENT;
    if (call.kind() == Call.Kind.THING && !reaches) {
      return status == 403 || status == 404 ? Optional.empty() : Optional.of("expected 403 or 404");
    }
    if (call.narrower().contains(role)) {
      return finer(status);
    }
    if (refused) {
      return Optional.of("expected to be let in with " + right);
    }
    return reaches
            && call.kind() == Call.Kind.LIST
            && status == 200
            && !answer.body().contains(call.marker())
        ? Optional.of("does not show '" + call.marker() + "'")
        : Optional.empty();
  }

  private static Optional<String> finer(int status) {
    return status == 403 || status == 404
        ? Optional.empty()
        : Optional.of("expected 403 or 404 by a finer rule");
  }

  private record Answer(int status, String body) {}

  private static Answer ask(UriRouteInfo<?, ?> route, Call call, String cookie) {
    URI uri = cloud.uri(call.path());
    boolean stream = route.getProduces().stream().anyMatch(type -> type.getName().equals(STREAM));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Cookie", cookie)
            .header("Accept", stream ? STREAM : "text/html, application/json, text/csv, */*;q=0.1")
            .header("Sec-Fetch-Site", "same-origin");
    if (call.version() > 0) {
      request.header("If-Match", "\"" + call.version() + "\"");
    }
    if (!call.type().isEmpty()) {
      request.header("Content-Type", call.type());
    }
    request.method(
        route.getHttpMethodName(),
        call.body().isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(call.body()));
    try {
      HttpResponse<InputStream> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        boolean endless = stream && answer.statusCode() == 200;
        String read = endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(answer.statusCode(), read);
      }
    } catch (IOException e) {
      throw new IllegalStateException(call.path(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
