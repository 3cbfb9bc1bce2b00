package org.khue.cloud.platform.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;

/// HTTPS with key and certificate as PEM files, tried by testssl.sh.
class TlsTest {
  /// What a self-signed certificate of a test cannot be, and nothing else.
  private static final Set<String> OF_THE_TEST_CERTIFICATE =
      Set.of(
          "cert_chain_of_trust",
          "cert_trust",
          "cert_subjectAltName",
          "cert_commonName",
          "cert_caIssuers",
          "cert_ocspURL",
          "cert_crlDistributionPoints",
          "cert_expirationStatus",
          "cert_extlifeSpan",
          "cert_keySize",
          "OCSP_stapling",
          "DNS_CAArecord",
          "cert_revocation",
          "cert_mustStapleExtension",
          "certificate_transparency");

  @TempDir Path directory;

  @Test
  void testsslFindsNothing() throws Exception {
    Path testssl = Tools.needed("testssl", "testssl.sh");
    Path openssl = Tools.needed("openssl", "openssl");
    Path key = directory.resolve("key.pem");
    Path certificate = directory.resolve("certificate.pem");
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
            "90",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            key + "",
            "-out",
            certificate + ""));
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("micronaut.server.ssl.enabled", true);
    settings.put("micronaut.server.ssl.port", -1);
    settings.put("micronaut.server.ssl.key-name", "cloud");
    settings.put("micronaut.certificate.file.cloud.format", "PEM");
    settings.put("micronaut.certificate.file.cloud.path", key.toString());
    settings.put("micronaut.certificate.file.cloud.certificate-path", certificate.toString());
    try (TestCloud cloud = TestCloud.start(settings)) {
      assertEquals("https", cloud.uri("/").getScheme());
      String said =
          Tools.run(
              directory,
              80,
              List.of(
                  "bash",
                  testssl + "",
                  "--quiet",
                  "--color",
                  "0",
                  "--warnings",
                  "off",
                  "-p",
                  "-s",
                  "-f",
                  "-h",
                  "-S",
                  "--connect-timeout",
                  "5",
                  "--openssl-timeout",
                  "5",
                  "--jsonfile",
                  "found.json",
                  "https://127.0.0.1:" + cloud.uri("/").getPort() + "/login"));
      Path found = directory.resolve("found.json");
      assertTrue(Files.exists(found), said);
      Set<String> faults = new TreeSet<>();
      Map<String, String> all = new HashMap<>();
      for (JsonNode line : new ObjectMapper().readTree(found.toFile())) {
        String id = line.get("id").asText();
        String severity = line.get("severity").asText();
        all.put(id, line.get("finding").asText());
        boolean bad = Set.of("LOW", "MEDIUM", "HIGH", "CRITICAL").contains(severity);
        if (bad && OF_THE_TEST_CERTIFICATE.stream().noneMatch(id::startsWith)) {
          faults.add(severity + " " + id + ": " + line.get("finding").asText());
        }
      }
      System.out.println("testssl: " + all.size() + " findings, faults " + faults);
      assertEquals(Set.of(), faults, said);
      assertTrue(String.valueOf(all.get("TLS1_3")).contains("offered"), said);
      assertTrue(String.valueOf(all.get("TLS1")).contains("not offered"), said);
      assertTrue(String.valueOf(all.get("HSTS_time")).contains("365 days"), said);
    }
  }
}
