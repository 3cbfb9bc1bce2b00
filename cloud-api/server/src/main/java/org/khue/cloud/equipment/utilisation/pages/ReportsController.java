package org.khue.cloud.equipment.utilisation.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.khue.cloud.equipment.utilisation.Answer;
import org.khue.cloud.equipment.utilisation.Figuring;
import org.khue.cloud.equipment.utilisation.Question;
import org.khue.cloud.equipment.utilisation.QuestionReader;
import org.khue.cloud.equipment.utilisation.Report;
import org.khue.cloud.equipment.utilisation.Reports;
import org.khue.cloud.equipment.utilisation.Utilisation;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.part.Fact;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;

/// Reports that people signed off, and the form that signs one.
@Controller("/utilisation/reports")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportsController {
  private static final String PAGE = "/utilisation/reports";

  private final Reports reports;
  private final Utilisation utilisation;
  private final Scene scene;
  private final Tables tables;
  private final Pages pages;

  ReportsController(
      Reports reports, Utilisation utilisation, Scene scene, Tables tables, Pages pages) {
    this.reports = reports;
    this.utilisation = utilisation;
    this.scene = scene;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Utilisation.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    Map<UUID, Unit> units = scene.units();
    KeyWords words = new KeyWords(text, units, Map.of());
    TableSpec<Report> spec = ReportList.spec(text, words);
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, reports.newest()),
        view ->
            pages.page(
                request,
                text,
                "utilisation/list",
                UtilisationPages.SECTION,
                text.t("ut.reports"),
                false,
                Map.of(
                    "above", above(text),
                    "explain", text.t("ut.reports-explain"),
                    "links", List.of(),
                    "table", view)));
  }

  @Needs(Reports.SIGN)
  @Get("/new")
  HttpResponse<String> create(HttpRequest<?> request) {
    Text text = pages.text(request);
    Map<UUID, Unit> units = scene.units();
    Choices choices = scene.choices(text, units);
    TableQuery query =
        TableQuery.parse(
            text,
            Line.spec(text, Dimension.UNIT, choices.filters()),
            request.getParameters().asMap());
    Question question = choices.question(query);
    Set<UUID> own = Acting.required().units();
    if (question.unit() == null && own.size() == 1) {
      question = question.below(own.iterator().next());
    }
    FormSpec form = form(text);
    FormInput input =
        form.blank()
            .filled("title", text.t("ut.title-of-report"))
            .filled("question", Figuring.parameters(question));
    return page(HttpStatus.OK, request, text, units, question, input);
  }

  @Needs(Reports.SIGN)
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> sign(HttpRequest<?> request, @Body String body) {
    Text text = pages.text(request);
    Map<UUID, Unit> units = scene.units();
    FormSpec form = form(text);
    FormInput input = form.read(text, Posted.of(body).values());
    Question question =
        QuestionReader.read(
            Figuring.read(input.text("question")), scene.today(text), utilisation.since());
    if (input.valid() && question.unit() == null) {
      input = input.reject("title", text.t("ut.choose-unit"));
    }
    if (!input.valid()) {
      return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, units, question, input);
    }
    Report report =
        reports.sign(
            question,
            input.text("title"),
            input.text("remark"),
            answer -> keys -> name(new KeyWords(text, units, answer.subjects()), answer, keys));
    return Done.then(PAGE + "/" + report.id())
        .saying("ut.report-signed")
        .accepting(form)
        .response(request);
  }

  private static String name(KeyWords words, Answer answer, List<String> keys) {
    List<String> names = new ArrayList<>();
    for (int axis = 0; axis < keys.size(); axis++) {
      names.add(words.name(answer.question().by().get(axis), keys.get(axis)));
    }
    return String.join(" · ", names);
  }

  private static FormSpec form(Text text) {
    return FormSpec.of(
            "utilisation-report",
            PAGE,
            text.t("ut.sign-now"),
            Field.text("title", text.t("ut.report-title")).asRequired().upTo(200),
            Field.area("remark", text.t("ut.remark"), 3).upTo(1_000),
            Field.hidden("question"))
        .cancelledTo(PAGE);
  }

  private HttpResponse<String> page(
      HttpStatus status,
      HttpRequest<?> request,
      Text text,
      Map<UUID, Unit> units,
      Question question,
      FormInput input) {
    Answer answer = utilisation.ask(question);
    Sentences sentences = new Sentences(text, utilisation.trusted());
    KeyWords words = new KeyWords(text, units, answer.subjects());
    UUID unit = question.unit();
    String of = unit == null ? text.t("ut.choose-unit") : words.unit(unit);
    return pages.page(
        status,
        request,
        text,
        "organisation/form",
        UtilisationPages.SECTION,
        text.t("ut.sign"),
        false,
        Map.of(
            "above",
            above(text),
            "heading",
            text.t("ut.sign"),
            "explain",
            of + ". " + sentences.table(answer, List.of()),
            "form",
            input));
  }

  @Needs(Utilisation.READ)
  @Get("/{id}")
  HttpResponse<String> show(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    Report report = reports.get(id);
    Reports.Check check = reports.check(report);
    KeyWords words = new KeyWords(text, scene.units(), Map.of());
    boolean same = check.changed().isEmpty();
    Map<String, String> names = names(report);
    List<Fact> facts =
        List.of(
            new Fact(text.t("ut.by-unit"), words.unit(report.unit()), "", false),
            new Fact(
                text.t("ut.signer"), report.signer(), ReportList.role(text, report.role()), true),
            new Fact(text.t("ut.signed"), text.fullMoment(report.signedAt()), "", false),
            new Fact(
                text.t("ut.remark"), report.remark().isEmpty() ? "–" : report.remark(), "", false),
            new Fact(text.t("ut.hash"), report.sha256(), "", false),
            new Fact(text.t("ut.question"), report.question(), "", false));
    return pages.page(
        request,
        text,
        "utilisation/report",
        UtilisationPages.SECTION,
        report.title(),
        false,
        Map.of(
            "above",
            List.of(
                new Crumb(text.t("ut.title"), "/utilisation"),
                new Crumb(text.t("ut.reports"), PAGE)),
            "facts",
            facts,
            "same",
            same,
            "said",
            same
                ? text.t("ut.report-holds")
                : text.t(
                    "ut.report-changed",
                    "n",
                    check.changed().size(),
                    "names",
                    text.list(
                        check.changed().stream()
                            .limit(10)
                            .map(key -> names.getOrDefault(key, key))
                            .toList())),
            "pdf",
            PAGE + "/" + id + "/pdf",
            "figures",
            PAGE + "/" + id + "/figures"));
  }

  @Needs(Utilisation.READ)
  @Get(uri = "/{id}/pdf", produces = MediaType.APPLICATION_PDF)
  HttpResponse<byte[]> pdf(HttpRequest<?> request, @PathVariable UUID id) throws IOException {
    Text text = pages.text(request);
    Report report = reports.get(id);
    String unit = new KeyWords(text, scene.units(), Map.of()).unit(report.unit());
    byte[] body =
        ReportPaper.pdf(
            text, report, unit, ReportList.role(text, report.role()), utilisation.trusted());
    return HttpResponse.ok(body)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"khue-utilisation-" + id + ".pdf\"");
  }

  @Needs(Utilisation.READ)
  @Get(uri = "/{id}/figures", produces = MediaType.TEXT_PLAIN)
  HttpResponse<String> figures(@PathVariable UUID id) {
    return HttpResponse.ok(reports.get(id).figures())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"khue-utilisation-" + id + ".txt\"");
  }

  private static Map<String, String> names(Report report) {
    return Arrays.stream(report.names().split("\n", -1))
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a));
  }

  private static List<Crumb> above(Text text) {
    return List.of(new Crumb(text.t("ut.title"), "/utilisation"));
  }
}
