package org.khue.cloud.pages.ui;

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
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.Map;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.LocalPath;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
import org.khue.web.table.TableView;

/// Every component in its states, working: for who builds pages, and for the tests of all of them.
@Controller("/ui")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UiController {
  private final SamplePeople people;
  private final Tables tables;
  private final Pages pages;

  UiController(SamplePeople people, Tables tables, Pages pages) {
    this.people = people;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(UiModule.RIGHT)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> show(HttpRequest<?> request) {
    Text text = pages.text(request);
    return tables.answer(
        request,
        text,
        SampleList.spec(text),
        SampleList.rows(text, people),
        view -> page(HttpStatus.OK, request, text, view, SampleForm.of(text).blank()));
  }

  @Needs(UiModule.RIGHT)
  @Post("/form")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> send(HttpRequest<?> request, @Body String body) {
    Text text = pages.text(request);
    FormSpec form = SampleForm.of(text);
    FormInput input = SampleForm.check(text, form.read(text, Posted.of(body).values()));
    if (input.valid()) {
      return Done.then("/ui").saying("ui.accepted").accepting(form).response(request);
    }
    TableView view =
        tables.view(request, "/ui", text, SampleList.spec(text), SampleList.rows(text, people));
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, view, input);
  }

  /// Takes the file, and keeps nothing of it.
  @Needs(UiModule.RIGHT)
  @Post("/file")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<?> upload(HttpRequest<?> request, CompletedFileUpload file) {
    return Done.then("/ui")
        .saying(file.getSize() == 0 ? "ui.no-file" : "ui.accepted")
        .response(request);
  }

  @Needs(UiModule.RIGHT)
  @Post("/people/{id}/delete")
  @Consumes(MediaType.ALL)
  HttpResponse<?> delete(HttpRequest<?> request, String id) {
    String back = LocalPath.before(request, "/ui");
    return people.delete(id)
        ? Done.then(back).undoing(SamplePeople.KIND, id).response(request)
        : Done.then(back).saying("ui.gone").response(request);
  }

  private HttpResponse<String> page(
      HttpStatus status, HttpRequest<?> request, Text text, TableView view, FormInput input) {
    Map<String, Object> model = new HashMap<>(SampleParts.of(text));
    model.put("table", view);
    model.put("empty", SampleList.empty(text));
    model.put("form", input);
    model.put("upload", SampleForm.upload(text).blank());
    return pages.page(
        status, request, text, "ui/ui", UiModule.SECTION, text.t("ui.title"), false, model);
  }
}
