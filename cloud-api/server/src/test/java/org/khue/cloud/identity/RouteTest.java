package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.lang.annotation.Annotation;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.MachineAccess;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.OpenRoute;

/// All routes of the program, as the router knows them, without a login.
class RouteTest {
  private static final Set<String> OPEN =
      Set.of(
          "GET /assets/{name}",
          "GET /login",
          "POST /login",
          "GET /login/forgotten",
          "POST /login/forgotten",
          "GET /login/reset",
          "POST /login/reset",
          "POST /login/passkey",
          "POST /login/passkey/options",
          "GET /login/sso",
          "GET /login/sso/back",
          "GET /health",
          "GET /calendars/{name}",
          "GET /api/problems/{code}");

  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static List<UriRouteInfo<?, ?>> routes() {
    List<UriRouteInfo<?, ?>> routes =
        cloud.bean(Router.class).uriRoutes().<UriRouteInfo<?, ?>>map(route -> route).toList();
    assertTrue(routes.size() > 20, "too few routes were found: " + routes.size());
    return routes;
  }

  private static String name(UriRouteInfo<?, ?> route) {
    return route.getHttpMethodName() + " " + route.getUriMatchTemplate();
  }

  private static HttpResponse<String> call(UriRouteInfo<?, ?> route, String accept) {
    String path = route.getUriMatchTemplate().toString().replaceAll("\\{[^}]*}", "x");
    try (Reader reader = new Reader(cloud)) {
      return reader.send(
          reader
              .request(path)
              .header("Accept", accept)
              .header("Sec-Fetch-Site", "same-origin")
              .method(route.getHttpMethodName(), HttpRequest.BodyPublishers.noBody()));
    }
  }

  @Test
  void everyRouteIsRefusedWithoutALogin() {
    for (UriRouteInfo<?, ?> route : routes()) {
      // A route that answers GET answers HEAD too.
      String asked = name(route).replaceFirst("^HEAD ", "GET ");
      if (OPEN.contains(asked) || asked.startsWith("GET /health")) {
        continue;
      }
      for (String accept : List.of("text/html", "application/json", "text/event-stream")) {
        HttpResponse<String> answer = call(route, accept);
        boolean toLogin =
            answer.statusCode() == 303
                && answer.headers().firstValue("location").orElse("").equals("/login");
        assertTrue(
            toLogin || answer.statusCode() == 401,
            name(route) + " as " + accept + " answered " + answer.statusCode());
      }
    }
  }

  @Test
  void onlyTheseRoutesAreOpen() {
    Set<String> open = new TreeSet<>();
    for (UriRouteInfo<?, ?> route : routes()) {
      if (route.getAnnotationMetadata().hasAnnotation(OpenRoute.class)) {
        open.add(name(route));
      }
    }
    Set<String> expected = new TreeSet<>(OPEN);
    expected.remove("GET /health");
    open.removeIf(name -> name.startsWith("HEAD "));
    assertEquals(expected, open);
  }

  @Test
  void everyRouteDeclaresOnceWhoMayCallIt() {
    List<Class<? extends Annotation>> declarations =
        List.of(Needs.class, SignedIn.class, MachineAccess.class, OpenRoute.class);
    for (UriRouteInfo<?, ?> route : routes()) {
      long declared =
          declarations.stream()
              .filter(kind -> route.getAnnotationMetadata().hasAnnotation(kind))
              .count();
      assertEquals(
          isEndpoint(route) ? 0 : 1,
          declared,
          name(route)
              + ": say with @Needs(\"right\"), @SignedIn, @MachineAccess or @OpenRoute"
              + " who may call it");
    }
  }

  /// Micronaut's own health endpoint, which is open by its path.
  private static boolean isEndpoint(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toString().startsWith("/health");
  }

  @Test
  void anUnknownAddressTellsNothingWithoutALogin() {
    try (Reader reader = new Reader(cloud)) {
      assertEquals(303, reader.get("/no/such/page").statusCode());
    }
    try (Reader reader = Reader.in(cloud, "teacher")) {
      HttpResponse<String> missing = reader.get("/no/such/page");
      assertEquals(404, missing.statusCode());
      assertTrue(missing.body().contains("Không có trang này"));
    }
  }

  @Test
  void everyAnswerBearsTheSecurityHeaders() {
    try (Reader reader = Reader.in(cloud, "teacher");
        Reader stranger = new Reader(cloud)) {
      for (HttpResponse<String> answer :
          List.of(
              reader.get("/"),
              reader.get("/no/such/page"),
              stranger.get("/"),
              stranger.get("/login"),
              stranger.get("/health"))) {
        Map<String, List<String>> headers = answer.headers().map();
        String policy = String.valueOf(headers.get("content-security-policy"));
        assertTrue(policy.contains("default-src 'self'") && !policy.contains("unsafe"), policy);
        assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
        assertEquals(List.of("no-store"), headers.get("cache-control"));
      }
    }
  }
}
