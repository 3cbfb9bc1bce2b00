package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;

/// The bin: what was deleted in the last 30 days, and the way back.
@Controller("/bin")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BinController {
  static final String SECTION = "bin";

  private final Bin bin;
  private final Tables tables;
  private final Pages pages;

  BinController(Bin bin, Tables tables, Pages pages) {
    this.bin = bin;
    this.tables = tables;
    this.pages = pages;
  }

  @SignedIn
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    TableSpec<Bin.Item> spec = spec(text);
    MemoryRows<Bin.Item> rows =
        new MemoryRows<>(spec, bin.items())
            .choice("kind", item -> item.source().kind())
            .dates("at", item -> LocalDate.ofInstant(item.thing().at(), text.zone()));
    return tables.answer(
        request,
        text,
        spec,
        rows,
        view ->
            pages.page(
                request,
                text,
                "bin/bin",
                SECTION,
                text.t("bin.title"),
                false,
                Map.of("table", view)));
  }

  @SignedIn
  @Post("/{kind}/{id}/restore")
  @Consumes(MediaType.ALL)
  HttpResponse<?> restore(
      HttpRequest<?> request, String kind, String id, @QueryValue(defaultValue = "") String back) {
    if (!bin.restore(kind, id)) {
      Text text = pages.text(request);
      return pages.problem(
          request, HttpStatus.NOT_FOUND, text.t("bin.gone"), text.t("bin.gone-action"));
    }
    return Done.then(LocalPath.of(back, "/bin")).saying("bin.restored").response(request);
  }

  private TableSpec<Bin.Item> spec(Text text) {
    List<Filter.Option> kinds =
        bin.open().stream()
            .map(source -> new Filter.Option(source.kind(), text.t(source.nameKey())))
            .toList();
    return TableSpec.<Bin.Item>of(
            "bin",
            text.t("bin.title"),
            Column.<Bin.Item>text("label", text.t("bin.label"), item -> item.thing().label())
                .fixed()
                .asPersonal()
                .asSortable(),
            Column.<Bin.Item>text(
                    "kind", text.t("bin.kind"), item -> text.t(item.source().nameKey()))
                .asSortable(),
            Column.<Bin.Item>moment("at", text.t("bin.at"), item -> item.thing().at()).asSortable(),
            Column.<Bin.Item>text("by", text.t("bin.by"), item -> item.thing().by()).asPersonal(),
            Column.<Bin.Item>number(
                    "left", text.t("bin.days-left"), item -> item.daysLeft(text.now()))
                .asSortable())
        .filteredBy(
            new Filter.Search("q", text.t("bin.search")),
            new Filter.Choice("kind", text.t("bin.kind"), kinds),
            new Filter.Dates("at", text.t("bin.at")))
        .sortedBy("at", true)
        .whenEmpty(new TableSpec.Empty(text.t("bin.empty"), text.t("bin.empty-action"), "", ""))
        .withActions(item ->
            List.of(
                RowAction.post(
                    text.t("bin.restore"),
                    text.t("bin.restore-named", "label", item.thing().label()),
                    "/bin/" + item.source().kind() + "/" + item.thing().id() + "/restore")));
  }
}
