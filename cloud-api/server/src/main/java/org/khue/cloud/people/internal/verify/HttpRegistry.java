package org.khue.cloud.people.internal.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.PopulationRegistry;

/// A population database that is asked over HTTP: `POST {url}/v1/persons/check`, see
/// docs/reference/people.md. Another wire is another implementation of [PopulationRegistry].
public final class HttpRegistry implements PopulationRegistry {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final long PAUSE_NANOS = 200_000_000L;
  private static final Set<String> FIELDS = Set.of("name", "birthDate", "sex");

  private final RegistrySettings settings;
  private final ObjectMapper json;
  private final Circuit circuit;
  private final HttpClient client;

  public HttpRegistry(RegistrySettings settings, ObjectMapper json, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.circuit = new Circuit(clock, settings.rest());
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String source() {
    URI url = settings.url();
    return url == null ? "" : url.getAuthority();
  }

  @Override
  public boolean configured() {
    return settings.url() != null;
  }

  @Override
  public Answer check(Question question) {
    URI url = settings.url();
    if (url == null) {
      return new Answer.Unavailable("no registry is configured: set khue.people.registry.url");
    }
    Answer.Unavailable last =
        new Answer.Unavailable("the registry did not answer lately; it rests");
    for (int attempt = 0; attempt < settings.tries() && circuit.mayAsk(); attempt++) {
      if (attempt > 0) {
        LockSupport.parkNanos(PAUSE_NANOS << attempt);
      }
      switch (ask(url, question)) {
        case Answer.Unavailable unavailable -> {
          circuit.failed();
          last = unavailable;
        }
        case Answer answer -> {
          circuit.answered();
          return answer;
        }
      }
    }
    return last;
  }

  private Answer ask(URI url, Question question) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + "/v1/persons/check"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body(question)));
      if (settings.tokenFile() != null) {
        request.header("Authorization", "Bearer " + Files.readString(settings.tokenFile()).strip());
      }
      CompletableFuture<HttpResponse<byte[]>> sent =
          client.sendAsync(
              request.build(),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
      try {
        // A timeout of the request would end with the headers; this one covers the body too.
        HttpResponse<byte[]> response =
            sent.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return response.statusCode() == 200
            ? answer(response.body())
            : new Answer.Unavailable("the registry answered " + response.statusCode());
      } finally {
        sent.cancel(true);
      }
    } catch (ExecutionException e) {
      return new Answer.Unavailable(String.valueOf(e.getCause()).replaceAll("[:\\s].*", ""));
    } catch (TimeoutException e) {
      return new Answer.Unavailable("no answer within " + settings.timeout());
    } catch (IOException e) {
      // The message of the exception could quote the request; its kind says enough.
      return new Answer.Unavailable(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unavailable("this program ends");
    }
  }

  private String body(Question question) throws JsonProcessingException {
    TreeMap<String, String> body = new TreeMap<>();
    body.put("number", question.number());
    body.put("name", question.name().full());
    if (question.birthDate() != null) {
      body.put("birthDate", question.birthDate().toString());
    }
    if (question.sex() != null) {
      body.put("sex", question.sex().name().toLowerCase(Locale.ROOT));
    }
    return json.writeValueAsString(body);
  }

  private Answer answer(byte[] bytes) throws IOException {
    @Nullable JsonNode tree = json.readTree(new String(bytes, StandardCharsets.UTF_8));
    String result = tree == null ? "" : tree.path("result").asText();
    return switch (result) {
      case "MATCH" -> new Answer.Match();
      case "NOT_FOUND" -> new Answer.NotFound();
      case "MISMATCH" -> {
        Set<String> fields = new TreeSet<>();
        tree.path("fields").forEach(field -> fields.add(field.asText()));
        fields.retainAll(FIELDS);
        yield new Answer.Mismatch(fields);
      }
      default -> new Answer.Unavailable("the registry's answer is not understood");
    };
  }
}
