package org.khue.cloud.platform.api;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.SignedIn;

/// A module as small as can be, for the tests of what all modules share.
@Controller("/api/v1/test-things")
@Requires(property = "khue.test.things")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ThingController {
  static final AtomicInteger MADE = new AtomicInteger();
  static final AtomicInteger VERSION = new AtomicInteger(1);
  static volatile CountDownLatch gate = new CountDownLatch(0);

  enum Colour {
    RED,
    BLUE
  }

  record Part(String code, @Nullable Integer count) {}

  record Thing(
      String name,
      @Nullable LocalDate born,
      @Nullable UUID owner,
      @Nullable Colour colour,
      @Nullable List<Part> parts) {}

  @SignedIn
  @Get
  Page<Integer> list(@RequestBean Paging paging) {
    long after = paging.after("things", 1).map(cursor -> cursor.number(0)).orElse(0L);
    List<Integer> rows =
        IntStream.rangeClosed(1, 120)
            .boxed()
            .filter(number -> number > after)
            .limit(paging.fetch())
            .toList();
    return Page.of(rows, paging, number -> Cursor.of("things", number));
  }

  @SignedIn
  @Get("/{id}")
  HttpResponse<?> one(HttpRequest<?> request, UUID id) {
    return ETags.answer(request, Map.of("id", id), VERSION.get());
  }

  @SignedIn
  @Put("/{id}")
  HttpResponse<?> change(HttpRequest<?> request, UUID id, @Body Thing thing) {
    if (ETags.seen(request) != VERSION.get()) {
      throw ETags.stale();
    }
    return ETags.answer(request, thing, VERSION.incrementAndGet());
  }

  @SignedIn
  @Post
  HttpResponse<?> make(@Body Thing thing) throws InterruptedException {
    if (thing.name().equals("refused")) {
      throw new ProblemException(HttpStatus.CONFLICT, "There is one already.");
    }
    if (!gate.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody opened the gate");
    }
    int number = MADE.incrementAndGet();
    return HttpResponse.created(
        Map.of("number", number, "name", thing.name()),
        URI.create("/api/v1/test-things/" + number));
  }

  @SignedIn
  @Post("/form")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> form(@Body Map<String, String> form) {
    return HttpResponse.seeOther(URI.create("/made/" + MADE.incrementAndGet() + form.get("name")));
  }

  @SignedIn
  @Post("/database/{state}")
  HttpResponse<?> database(String state) {
    throw new DatabaseException("trying", new SQLException("Nguyễn Văn Bí Mật", state));
  }

  @SignedIn
  @Get("/bug")
  HttpResponse<?> bug() {
    throw new IllegalStateException("Nguyễn Văn Bí Mật");
  }

  @SignedIn
  @Get("/bare")
  HttpResponse<?> bare() {
    return HttpResponse.badRequest("java.lang.String is what went wrong");
  }

  @SignedIn
  @Get("/slow")
  HttpResponse<?> slow() throws InterruptedException {
    new CountDownLatch(1).await(2_500, TimeUnit.MILLISECONDS);
    return HttpResponse.ok(Map.of());
  }

  @SignedIn
  @Get("/sound")
  HttpResponse<?> sound() {
    return HttpResponse.ok(Map.of());
  }
}
