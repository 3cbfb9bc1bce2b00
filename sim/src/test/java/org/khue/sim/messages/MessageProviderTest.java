package org.khue.sim.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageProviderTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private MessageProvider provider;

  @BeforeEach
  void start() throws IOException {
    provider = new MessageProvider(0, "secret");
  }

  @AfterEach
  void stop() {
    provider.close();
    client.close();
  }

  private HttpResponse<String> post(String token, String key, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + provider.port() + "/messages"))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String sms(String to) {
    return "{\"channel\":\"sms\",\"to\":\"" + to + "\",\"text\":\"Con đã đến trường\"}";
  }

  @Test
  void aMessageIsTakenOnceHoweverOftenItIsSent() throws Exception {
    HttpResponse<String> first = post("secret", "k1", sms("+84912345678"));
    HttpResponse<String> again = post("secret", "k1", sms("+84912345678"));
    assertEquals(202, first.statusCode());
    assertTrue(first.body().contains("\"cost\":350"));
    assertEquals(first.body(), again.body());
    assertEquals(1, provider.messages().size());
    assertEquals("Con đã đến trường", provider.messages().getFirst().text());
  }

  @Test
  void itRefusesAndIsBusyOnOrder() throws Exception {
    assertEquals(422, post("secret", "k1", sms("+84912345000")).statusCode());
    assertEquals(503, post("secret", "k2", sms("+84912345999")).statusCode());
    assertEquals(400, post("secret", "k3", "no json").statusCode());
    assertEquals(401, post("other", "k4", sms("+84912345678")).statusCode());
    assertEquals(0, provider.messages().size());
  }
}
