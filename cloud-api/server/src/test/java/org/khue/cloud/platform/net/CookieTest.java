package org.khue.cloud.platform.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;

/// What cookies bear over TLS and in a demo without it.
class CookieTest {
  @TempDir Path directory;

  private static Map<String, Object> demo() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    return settings;
  }

  @Test
  void overTlsEveryCookieIsOfThisHostAloneAndSecure() throws Exception {
    Path key = directory.resolve("key.pem");
    Path certificate = directory.resolve("certificate.pem");
    Path openssl = Tools.needed("openssl", "openssl");
    String said =
        Tools.run(
            directory,
            60,
            List.of(
                openssl + "",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                key + "",
                "-out",
                certificate + ""));
    assertTrue(Files.exists(certificate), said);
    Map<String, Object> settings = demo();
    settings.put("micronaut.server.ssl.enabled", true);
    settings.put("micronaut.server.ssl.port", -1);
    settings.put("micronaut.server.ssl.key-name", "cloud");
    settings.put("micronaut.certificate.file.cloud.format", "PEM");
    settings.put("micronaut.certificate.file.cloud.path", key.toString());
    settings.put("micronaut.certificate.file.cloud.certificate-path", certificate.toString());
    try (TestCloud cloud = TestCloud.start(settings);
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build()) {
      List<String> cookies = enter(cloud, client);
      assertTrue(
          cookies.stream().anyMatch(c -> c.startsWith("__Host-khue_session=")), cookies + "");
      for (String cookie : cookies) {
        assertTrue(cookie.startsWith("__Host-"), cookie);
        assertTrue(cookie.contains("Secure"), cookie);
        hasTheRest(cookie);
      }
      String session =
          cookies.stream().filter(c -> c.contains("session")).findFirst().orElseThrow();
      assertEquals(200, home(cloud, client, session.replaceFirst(";.*", "")));
      assertEquals(
          303,
          home(cloud, client, session.replaceFirst(";.*", "").replace("__Host-", "")),
          "a neighbour's cookie of the bare name opens nothing");
    }
  }

  @Test
  void aDemoWithoutTlsHasBareNames() throws Exception {
    try (TestCloud cloud = TestCloud.start(demo());
        HttpClient client = HttpClient.newHttpClient()) {
      List<String> cookies = enter(cloud, client);
      assertTrue(cookies.stream().anyMatch(c -> c.startsWith("khue_session=")), cookies + "");
      cookies.forEach(CookieTest::hasTheRest);
    }
  }

  private static void hasTheRest(String cookie) {
    assertTrue(cookie.contains("HTTPOnly") || cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Lax"), cookie);
    assertTrue(cookie.contains("Path=/;") || cookie.endsWith("Path=/"), cookie);
    assertTrue(!cookie.contains("Domain="), cookie);
  }

  /// The cookies of a sign-in and of a preference.
  private static List<String> enter(TestCloud cloud, HttpClient client) throws Exception {
    HttpResponse<String> entered =
        client.send(
            HttpRequest.newBuilder(cloud.uri("/login"))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("role=teacher"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    HttpResponse<String> chosen =
        client.send(
            HttpRequest.newBuilder(cloud.uri("/login?lang=en&theme=dark")).build(),
            HttpResponse.BodyHandlers.ofString());
    List<String> cookies = new java.util.ArrayList<>(entered.headers().allValues("set-cookie"));
    cookies.addAll(chosen.headers().allValues("set-cookie"));
    assertEquals(3, cookies.size(), cookies + "");
    return cookies;
  }

  private static int home(TestCloud cloud, HttpClient client, String cookie) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(cloud.uri("/"))
                .header("Cookie", cookie)
                .header("Accept", "text/html")
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      known.setCertificateEntry(
          "cloud", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
