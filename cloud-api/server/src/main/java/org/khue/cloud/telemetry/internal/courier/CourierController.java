package org.khue.cloud.telemetry.internal.courier;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;

/// The page on which a package of a USB stick is handed in. The page of its job shows how far it is
/// and gives the receipt.
@Controller("/courier")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CourierController {
  static final String SECTION = "courier";

  private static final String FILE = "file";

  private final CourierDesk desk;
  private final Pages pages;

  CourierController(CourierDesk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Needs(Courier.RIGHT)
  @Get
  HttpResponse<String> ask(HttpRequest<?> request) {
    Text text = pages.text(request);
    return page(HttpStatus.OK, request, text, form(text));
  }

  @Needs(Courier.RIGHT)
  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<?> send(HttpRequest<?> request, @Part(FILE) CompletedFileUpload file)
      throws IOException {
    Text text = pages.text(request);
    try (InputStream sent = file.getInputStream()) {
      UUID id =
          desk.handIn(
              sent,
              held ->
                  text.t("courier.holds", "gateway", held.gateway(), "entries", held.entries()));
      return HttpResponse.seeOther(URI.create("/jobs/" + id));
    } catch (ProblemException e) {
      if (e.status() != HttpStatus.UNPROCESSABLE_ENTITY) {
        throw e;
      }
      FormInput again = form(text).reject(FILE, text.t("courier.refused"));
      return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, again);
    }
  }

  private HttpResponse<String> page(
      HttpStatus status, HttpRequest<?> request, Text text, FormInput form) {
    return pages.page(
        status,
        request,
        text,
        "telemetry/courier",
        SECTION,
        text.t("courier.title"),
        false,
        Map.of("form", form, "handedIn", desk.mine()));
  }

  private static FormInput form(Text text) {
    return FormSpec.of(
            "courier",
            "/courier",
            text.t("courier.send"),
            Field.file(FILE, text.t("courier.package"), ".khue")
                .asRequired()
                .withHint(text.t("courier.package-hint")))
        .withoutAutosave()
        .blank();
  }
}
