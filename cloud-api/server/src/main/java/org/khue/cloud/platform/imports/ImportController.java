package org.khue.cloud.platform.imports;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.imports.file.Clean;
import org.khue.cloud.platform.imports.file.FileKind;
import org.khue.cloud.platform.imports.file.UnreadableException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.TableSpec;

/// The pages of imports: their list, a new one, one with its result.
@Controller("/imports")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ImportController {
  private static final String RIGHT = "imports.run";
  private static final int LONGEST_NAME = 120;

  private final Imports imports;
  private final RunPages runPages;
  private final List<ImportUnits> units;
  private final Tables tables;
  private final Pages pages;

  ImportController(
      Imports imports, RunPages runPages, List<ImportUnits> units, Tables tables, Pages pages) {
    this.imports = imports;
    this.runPages = runPages;
    this.units = units;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(RIGHT)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    ListPage list = new ListPage(imports, text);
    TableSpec<Run> spec = list.spec();
    return tables.answer(
        request,
        text,
        spec,
        list.rows(spec),
        view ->
            page(request, text, "imports/runs", text.t("imports.title"), Map.of("table", view)));
  }

  @Needs(RIGHT)
  @Get("/new")
  HttpResponse<String> form(HttpRequest<?> request, @QueryValue(defaultValue = "") String list) {
    return form(request, pages.text(request), list, "", "");
  }

  @Needs(RIGHT)
  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<?> send(
      HttpRequest<?> request,
      @io.micronaut.http.annotation.Part(FormPage.LIST) String list,
      @io.micronaut.http.annotation.Part(FormPage.UNIT) UUID unit,
      @io.micronaut.http.annotation.Part(FormPage.FILE) CompletedFileUpload file)
      throws IOException {
    ImportList chosen = imports.list(list);
    try {
      UUID id = imports.start(chosen, unit, name(file.getFilename()), file.getBytes());
      return HttpResponse.seeOther(URI.create("/imports/" + id));
    } catch (UnreadableException e) {
      Text text = pages.text(request);
      return form(request, text, list, unit.toString(), e.problem().in(text, Map.of()))
          .status(HttpStatus.UNPROCESSABLE_ENTITY);
    }
  }

  @Needs(RIGHT)
  @Get("/{id}")
  HttpResponse<String> run(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    RunPage shown = runPages.page(id, text);
    return page(request, text, "imports/run", shown.run().fileName(), Map.of("shown", shown));
  }

  /// The part of the page that changes while something is under way.
  @Needs(RIGHT)
  @Get("/{id}/result")
  HttpResponse<String> result(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    return pages.piece("imports/result", Map.of("text", text, "shown", runPages.page(id, text)));
  }

  @Needs(RIGHT)
  @Get(uri = "/{id}/file", produces = MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> file(HttpRequest<?> request, @PathVariable UUID id) throws IOException {
    Run run = imports.run(id);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    runPages.annotated(id, pages.text(request), out);
    return download(
        out.toByteArray(),
        run.kind() == FileKind.XLSX ? FileTypes.XLSX : FileTypes.CSV,
        "khue-" + run.list() + "-" + id + "." + run.kind().ending());
  }

  @Needs(RIGHT)
  @Post("/{id}/apply")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> apply(@PathVariable UUID id, @Body Map<String, String> form) {
    imports.apply(id, "right".equals(form.get("rows")));
    return HttpResponse.seeOther(URI.create("/imports/" + id));
  }

  @Needs(RIGHT)
  @Post("/{id}/undo")
  @Consumes(MediaType.ALL)
  HttpResponse<?> undo(@PathVariable UUID id) {
    imports.undo(id);
    return HttpResponse.seeOther(URI.create("/imports/" + id));
  }

  @Needs(RIGHT)
  @Post("/{id}/recheck")
  @Consumes(MediaType.ALL)
  HttpResponse<?> recheck(@PathVariable UUID id) {
    imports.recheck(id);
    return HttpResponse.seeOther(URI.create("/imports/" + id));
  }

  static HttpResponse<byte[]> download(byte[] content, String type, String name) {
    return HttpResponse.ok(content)
        .contentType(type)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
  }

  private MutableHttpResponse<String> form(
      HttpRequest<?> request, Text text, String list, String unit, String fault) {
    return page(
        request,
        text,
        "imports/new",
        text.t("imports.new"),
        Map.of("form", FormPage.of(imports, units, list, unit, fault, text)));
  }

  private MutableHttpResponse<String> page(
      HttpRequest<?> request, Text text, String template, String title, Map<String, Object> model) {
    return pages.page(request, text, template, ImportsModule.SECTION, title, false, model);
  }

  /// A file's name as it can be shown: without folders, and not endless.
  private static String name(String sent) {
    String bare =
        Clean.text(sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1));
    return bare.isEmpty()
        ? "?"
        : bare.length() > LONGEST_NAME ? bare.substring(0, LONGEST_NAME) : bare;
  }
}
