package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.mail.MailAddresses;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// One's own mail address, for notices and for a forgotten password.
@Controller("/profile/mail")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MailController {
  private final MailAddresses addresses;
  private final Pages pages;

  MailController(MailAddresses addresses, Pages pages) {
    this.addresses = addresses;
    this.pages = pages;
  }

  @SignedIn
  @Get
  HttpResponse<String> show(HttpRequest<?> request) {
    return page(request, HttpStatus.OK, false, "");
  }

  @SignedIn
  @StepUp
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<String> ask(HttpRequest<?> request, @Body Map<String, String> form) {
    addresses.ask(own(request), form.getOrDefault("address", ""));
    return page(request, HttpStatus.OK, true, "");
  }

  @SignedIn
  @StepUp
  @Post("/confirm")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> confirm(HttpRequest<?> request, @Body Map<String, String> form) {
    return addresses.confirm(own(request), form.getOrDefault("code", ""))
        ? Done.then("/profile/mail").saying("mail.kept").response(request)
        : page(request, HttpStatus.UNPROCESSABLE_ENTITY, true, pages.text(request).t("mail.wrong"));
  }

  @SignedIn
  @StepUp
  @Post("/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> remove(HttpRequest<?> request) {
    addresses.remove(own(request));
    return Done.then("/profile/mail").saying("mail.removed").response(request);
  }

  /// A demo account is everybody's: nobody ties an address to it.
  private static Account own(HttpRequest<?> request) {
    Account account = Session.of(request).orElseThrow().account();
    if (account.demo()) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "The accounts of a demo have no mail address.");
    }
    return account;
  }

  private MutableHttpResponse<String> page(
      HttpRequest<?> request, HttpStatus status, boolean asked, String fault) {
    Text text = pages.text(request);
    Account account = Session.of(request).orElseThrow().account();
    return pages
        .page(
            request,
            text,
            "identity/mail",
            "",
            text.t("mail.title"),
            false,
            Map.of(
                "address",
                addresses.of(account.id()).orElse(""),
                "works",
                addresses.work() && !account.demo(),
                "asked",
                asked,
                "fault",
                fault))
        .status(status);
  }
}
