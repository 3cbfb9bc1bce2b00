package org.khue.cloud.fleet.identity;

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
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.Mark;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// Which gateways have a certificate, and taking it back.
@Controller("/gateways/certificates")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificatePages {
  private final Revocations revocations;
  private final Access access;
  private final Tables tables;
  private final Pages pages;

  CertificatePages(Revocations revocations, Access access, Tables tables, Pages pages) {
    this.revocations = revocations;
    this.access = access;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs("gateways.see")
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    Caller caller = Acting.required().caller();
    boolean mayClaim = access.may(caller, Claims.RIGHT);
    boolean mayRevoke = access.may(caller, Revocations.RIGHT);
    TableSpec<Issued> spec =
        TableSpec.of(
                "gateway-certificates",
                text.t("certificate.title"),
                Column.<Issued>text("gateway", text.t("claim.gateway"), Issued::gateway)
                    .asSortable()
                    .fixed(),
                Column.<Issued>status("state", text.t("claim.state"), issued -> state(text, issued))
                    .asSortable(),
                Column.<Issued>moment("ends", text.t("certificate.ends"), Issued::notAfter)
                    .asSortable(),
                Column.<Issued>text("reason", text.t("certificate.reason"), Issued::reason),
                Column.<Issued>text("serial", text.t("certificate.serial"), Issued::serial)
                    .onDemand())
            .whenEmpty(
                new TableSpec.Empty(
                    text.t("certificate.none"),
                    text.t("certificate.none-action"),
                    mayClaim ? GatewayPages.CLAIMS + "/new" : "",
                    text.t("claim.add")))
            .withActions(issued ->
                mayRevoke && issued.revokedAt() == null
                    ? List.of(
                        RowAction.link(
                            text.t("certificate.revoke"),
                            text.t("certificate.revoke-named", "gateway", issued.gateway()),
                            path(issued.gateway())))
                    : List.of());
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, revocations.all()),
        view ->
            pages.page(
                request,
                text,
                "fleet/list",
                GatewayPages.SECTION,
                text.t("certificate.title"),
                false,
                Map.of(
                    "heading",
                    text.t("certificate.title"),
                    "explain",
                    text.t("certificate.explain"),
                    "above",
                    GatewayPages.above(text),
                    "tabs",
                    mayClaim ? GatewayPages.tabs(text, GatewayPages.CERTIFICATES) : List.of(),
                    "table",
                    view,
                    "mayClaim",
                    mayClaim)));
  }

  @Needs(Revocations.RIGHT)
  @Get("/{gateway}/revoke")
  HttpResponse<String> ask(HttpRequest<?> request, @PathVariable String gateway) {
    revocations.of(gateway);
    Text text = pages.text(request);
    return page(HttpStatus.OK, request, text, gateway, form(text, gateway).blank());
  }

  @Needs(Revocations.RIGHT)
  @Post("/{gateway}/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> revoke(HttpRequest<?> request, @PathVariable String gateway, @Body String body) {
    Text text = pages.text(request);
    FormSpec form = form(text, gateway);
    revocations.of(gateway);
    FormInput input = form.read(text, Posted.of(body).values());
    if (!input.valid()) {
      return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, gateway, input);
    }
    revocations.revoke(gateway, input.text("reason"));
    return Done.then(GatewayPages.CERTIFICATES)
        .saying("certificate.was-revoked")
        .accepting(form)
        .response(request);
  }

  private static FormSpec form(Text text, String gateway) {
    return FormSpec.of(
            "gateway-revoke",
            path(gateway),
            text.t("certificate.revoke"),
            Field.text("reason", text.t("certificate.reason"))
                .asRequired()
                .withHint(text.t("certificate.reason-hint")))
        .cancelledTo(GatewayPages.CERTIFICATES);
  }

  private HttpResponse<String> page(
      HttpStatus status, HttpRequest<?> request, Text text, String gateway, FormInput input) {
    String heading = text.t("certificate.revoke-named", "gateway", gateway);
    return pages.page(
        status,
        request,
        text,
        "fleet/form",
        GatewayPages.SECTION,
        heading,
        false,
        Map.of(
            "above",
            GatewayPages.above(text, text.t("certificate.title"), GatewayPages.CERTIFICATES),
            "heading",
            heading,
            "explain",
            text.t("certificate.revoke-explain"),
            "form",
            input));
  }

  private static String path(String gateway) {
    return GatewayPages.CERTIFICATES + "/" + gateway + "/revoke";
  }

  private static Value.Status state(Text text, Issued issued) {
    if (issued.revokedAt() != null) {
      return new Value.Status(Mark.FREE, text.t("certificate.revoked"));
    }
    return text.now().isBefore(issued.notAfter())
        ? new Value.Status(Mark.OK, text.t("certificate.good"))
        : new Value.Status(Mark.WARN, text.t("certificate.ended"));
  }
}
