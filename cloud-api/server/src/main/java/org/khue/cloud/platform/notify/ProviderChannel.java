package org.khue.cloud.platform.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A provider of messages that speaks HTTP: SMS or Zalo.
///
/// `POST <url>/messages` with `Authorization: Bearer …`, `Idempotency-Key` and `{"channel": "sms",
/// "to": "+84…", "text": "…"}` answers 202 with `{"id": "…", "cost": 350}` (in đồng); 400 to 499 is
/// a refusal with `{"error": "…"}`, except 408 and 429; all else may work later. A provider with
/// another form gets its own class.
final class ProviderChannel implements Channel {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final int order;
  private final URI url;
  private final String token;
  private final Function<Contact, @Nullable String> address;
  private final ObjectMapper json;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  ProviderChannel(
      String name,
      int order,
      URI url,
      String token,
      Function<Contact, @Nullable String> address,
      ObjectMapper json) {
    this.name = name;
    this.order = order;
    this.url = url;
    this.token = token;
    this.address = address;
    this.json = json;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean paid() {
    return true;
  }

  @Override
  public int order() {
    return order;
  }

  @Override
  public @Nullable String address(Contact contact) {
    return address.apply(contact);
  }

  @Override
  public Outcome send(Message message) {
    try {
      String text = message.title() + "\n" + message.link();
      String body =
          json.writeValueAsString(Map.of("channel", name, "to", message.address(), "text", text));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/messages"))
              .timeout(LIMIT)
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + token)
              .header("Idempotency-Key", message.id() + "-" + name)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return outcome(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Outcome.Later(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Later("interrupted");
    }
  }

  private Outcome outcome(int status, String body) throws IOException {
    if (status == 200 || status == 202) {
      JsonNode taken = json.readTree(body);
      return new Outcome.Sent(taken.path("id").asText(""), taken.path("cost").asLong(0));
    }
    boolean refused = status >= 400 && status < 500 && status != 408 && status != 429;
    return refused
        ? new Outcome.Refused("status " + status)
        : new Outcome.Later("status " + status);
  }
}
