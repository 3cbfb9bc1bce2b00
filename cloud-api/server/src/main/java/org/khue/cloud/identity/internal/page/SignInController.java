package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.stream.Stream;
import org.khue.cloud.identity.internal.signin.SignIn;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// When, how and from where one's own account was entered, or somebody failed to.
@Controller("/profile/sign-ins")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInController {
  private final SignIns signIns;
  private final Tables tables;
  private final Pages pages;

  SignInController(SignIns signIns, Tables tables, Pages pages) {
    this.signIns = signIns;
    this.tables = tables;
    this.pages = pages;
  }

  @SignedIn
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> mine(HttpRequest<?> request) {
    Text text = pages.text(request);
    return tables.answer(
        request,
        text,
        spec(text),
        query -> signIns.mine(query, text.zone()),
        view ->
            pages.page(
                request,
                text,
                "identity/sign-ins",
                "",
                text.t("sign-ins.title"),
                false,
                Map.of("table", view)));
  }

  private static TableSpec<SignIn> spec(Text text) {
    return TableSpec.of(
            "sign-ins",
            text.t("sign-ins.title"),
            Column.<SignIn>moment("at", text.t("sign-ins.at"), SignIn::at).asSortable().fixed(),
            Column.<SignIn>status("what", text.t("sign-ins.what"), one -> what(text, one)),
            Column.<SignIn>text("method", text.t("session.method"), one -> method(text, one)),
            Column.<SignIn>text("source", text.t("session.source"), SignIn::source),
            Column.<SignIn>text("device", text.t("session.device"), SignIn::device))
        .filteredBy(
            new Filter.Search("q", text.t("sign-ins.search")),
            new Filter.Choice(
                "what",
                text.t("sign-ins.what"),
                Stream.of(SignIn.What.values())
                    .map(what -> new Filter.Option(what.code(), text.t(what.key())))
                    .toList()),
            new Filter.Dates("at", text.t("sign-ins.at")))
        .sortedBy("at", true);
  }

  private static Value.Status what(Text text, SignIn one) {
    Mark mark =
        switch (one.what()) {
          case ENTERED -> Mark.OK;
          case FAILED -> Mark.WARN;
          case LEFT, TOKEN -> Mark.FREE;
        };
    return new Value.Status(mark, text.t(one.what().key()));
  }

  private static String method(Text text, SignIn one) {
    String words =
        switch (one.method()) {
          case "demo" -> text.t("session.method-demo");
          case "passkey" -> text.t("session.method-passkey");
          case "sso" -> text.t("session.method-sso");
          case "second" -> text.t("second.title");
          case "token" -> text.t("tokens.title");
          default -> text.t("session.method-password");
        };
    return one.secondFactor() ? text.t("sign-ins.two-factors", "method", words) : words;
  }
}
