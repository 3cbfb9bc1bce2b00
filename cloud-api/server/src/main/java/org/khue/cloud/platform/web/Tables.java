package org.khue.cloud.platform.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.khue.web.i18n.Text;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSource;
import org.khue.web.table.TableSpec;
import org.khue.web.table.TableView;

/// Answers requests for a list: as a page, as a print view, as CSV or XLSX of all rows that the
/// reader's filters let through.
@Singleton
public final class Tables {
  /// So many rows a file or a print view holds at most.
  static final int MOST_IN_A_FILE = 50_000;

  private static final int MOST_IN_PRINT = 2_000;
  private static final int A_READ = 2_000;

  private final SavedViews views;
  private final Pages pages;

  Tables(SavedViews views, Pages pages) {
    this.views = views;
    this.pages = pages;
  }

  /// Answers a request for a list.
  ///
  /// @param page makes the page around the list, once it is known that a page is wanted
  public <R> HttpResponse<?> answer(
      HttpRequest<?> request,
      Text text,
      TableSpec<R> spec,
      TableSource<R> source,
      Function<TableView, ? extends HttpResponse<?>> page) {
    Map<String, List<String>> parameters = request.getParameters().asMap();
    TableQuery query = TableQuery.parse(text, spec, parameters);
    String format = request.getParameters().getFirst("format").orElse("");
    return switch (format) {
      case "csv" -> file(request, text, spec, source, query, "csv", "text/csv; charset=utf-8");
      case "xlsx" ->
          file(
              request,
              text,
              spec,
              source,
              query,
              "xlsx",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      case "print" -> {
        TableQuery whole = query.slice(0, MOST_IN_PRINT);
        yield page.apply(
            TableView.of(text, spec, whole, source.read(whole), request.getPath(), false));
      }
      default -> page.apply(view(request, request.getPath(), text, spec, source));
    };
  }

  /// A list on a page that answers a form, whose address is not the list's.
  ///
  /// @param path of the page that has the list
  public <R> TableView view(
      HttpRequest<?> request, String path, Text text, TableSpec<R> spec, TableSource<R> source) {
    TableQuery query = TableQuery.parse(text, spec, request.getParameters().asMap());
    Rows<R> rows = source.read(query);
    if (rows.rows().isEmpty() && rows.total() > 0) {
      // A page beyond the last, perhaps of a bookmark: the last one is meant.
      int last = (int) ((rows.total() - 1) / query.limit());
      query = query.slice(last * query.limit(), query.limit());
      rows = source.read(query);
    }
    TableView view = TableView.of(text, spec, query, rows, path, true);
    return view.withSaved(views.of(spec.id(), path, view.state()));
  }

  private <R> HttpResponse<?> file(
      HttpRequest<?> request,
      Text text,
      TableSpec<R> spec,
      TableSource<R> source,
      TableQuery query,
      String ending,
      String contentType) {
    List<R> all = new ArrayList<>();
    Rows<R> some = source.read(query.slice(0, A_READ));
    if (some.total() > MOST_IN_A_FILE) {
      return pages.problem(
          request,
          HttpStatus.UNPROCESSABLE_ENTITY,
          text.t("table.too-long", "total", some.total()),
          text.t("table.too-long-action", "most", MOST_IN_A_FILE));
    }
    while (!some.rows().isEmpty() && all.size() < MOST_IN_A_FILE) {
      all.addAll(some.rows());
      some = source.read(query.slice(all.size(), A_READ));
    }
    byte[] body =
        ending.equals("csv")
            ? TableFiles.csv(text, spec.shown(query), all)
            : TableFiles.xlsx(text, spec, spec.shown(query), all);
    String name = "khue-" + spec.id() + "-" + LocalDate.ofInstant(text.now(), text.zone());
    return HttpResponse.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, contentType)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + name + "." + ending + "\"");
  }
}
