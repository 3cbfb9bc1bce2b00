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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.QrCode;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.Mark;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// Claim codes: make one, print its sticker, withdraw it.
@Controller("/gateways/claims")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClaimPages {
  private static final int SHOWN = 500;
  private static final long DAY_HOURS = 24;

  private final Claims claims;
  private final Sticker stickers;
  private final Units units;
  private final Access access;
  private final Tables tables;
  private final Pages pages;

  ClaimPages(
      Claims claims, Sticker stickers, Units units, Access access, Tables tables, Pages pages) {
    this.claims = claims;
    this.stickers = stickers;
    this.units = units;
    this.access = access;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Claims.RIGHT)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    Map<UUID, String> names = units.all().stream().collect(Collectors.toMap(Unit::id, Unit::name));
    TableSpec<Claim> spec =
        TableSpec.of(
                "gateway-claims",
                text.t("claim.title"),
                Column.<Claim>moment("made", text.t("claim.made"), Claim::madeAt).asSortable(),
                Column.<Claim>text("gateway", text.t("claim.gateway"), Claim::gateway)
                    .asSortable()
                    .fixed(),
                Column.<Claim>text(
                        "unit", text.t("claim.unit"), claim -> names.getOrDefault(claim.unit(), ""))
                    .asSortable(),
                Column.<Claim>status("state", text.t("claim.state"), claim -> state(text, claim)),
                Column.<Claim>moment("expires", text.t("claim.expires"), Claim::expiresAt)
                    .asSortable(),
                Column.<Claim>person("by", text.t("claim.by"), Claim::madeBy, claim -> ""))
            .sortedBy("made", true)
            .whenEmpty(
                new TableSpec.Empty(
                    text.t("claim.none"),
                    text.t("claim.none-action"),
                    GatewayPages.CLAIMS + "/new",
                    text.t("claim.add")))
            .withActions(claim ->
                claim.state(text.now()) == Claim.State.OPEN
                    ? List.of(
                        RowAction.post(
                            text.t("claim.withdraw"),
                            text.t("claim.withdraw-named", "gateway", claim.gateway()),
                            GatewayPages.CLAIMS + "/" + claim.id() + "/withdraw"))
                    : List.of());
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, claims.newest(SHOWN)),
        view ->
            pages.page(
                request,
                text,
                "fleet/list",
                GatewayPages.SECTION,
                text.t("claim.title"),
                false,
                Map.of(
                    "heading",
                    text.t("claim.title"),
                    "explain",
                    text.t("claim.explain"),
                    "above",
                    GatewayPages.above(text),
                    "tabs",
                    GatewayPages.tabs(text, GatewayPages.CLAIMS),
                    "table",
                    view,
                    "mayClaim",
                    true)));
  }

  @Needs(Claims.RIGHT)
  @Get("/new")
  HttpResponse<String> ask(HttpRequest<?> request) {
    Text text = pages.text(request);
    FormInput blank = form(text).blank().filled("hours", 3 * DAY_HOURS);
    return page(HttpStatus.OK, request, text, blank);
  }

  @Needs(Claims.RIGHT)
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<String> make(HttpRequest<?> request, @Body String body) {
    Text text = pages.text(request);
    FormInput input = form(text).read(text, Posted.of(body).values());
    BigDecimal hours = input.number("hours");
    if (!input.valid() || hours == null) {
      return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, input);
    }
    Claims.Made made;
    try {
      made =
          claims.make(
              input.text("gateway"),
              UUID.fromString(input.text("unit")),
              Duration.ofHours(hours.longValue()));
    } catch (ProblemException refusal) {
      if (refusal.faults().isEmpty()) {
        throw refusal;
      }
      String why = text.t("claim.gateway-refused");
      return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, input.reject("gateway", why));
    }
    String cloud = stickers.cloud(request);
    return pages.page(
        request,
        text,
        "fleet/sticker",
        GatewayPages.SECTION,
        text.t("claim.sticker", "gateway", made.claim().gateway()),
        false,
        Map.of(
            "above",
            GatewayPages.above(text, text.t("claim.title"), GatewayPages.CLAIMS),
            "made",
            made,
            "cloud",
            cloud,
            "qr",
            QrCode.of(Sticker.content(made, cloud))));
  }

  @Needs(Claims.RIGHT)
  @Post("/{id}/withdraw")
  @Consumes(MediaType.ALL)
  HttpResponse<?> withdraw(HttpRequest<?> request, @PathVariable UUID id) {
    claims.withdraw(id);
    return Done.then(GatewayPages.CLAIMS).saying("claim.withdrawn").response(request);
  }

  private FormSpec form(Text text) {
    List<Kind.Option> where =
        units.all().stream()
            .filter(unit -> access.mayAt(Claims.RIGHT, unit.id()))
            .sorted(Comparator.comparing(Unit::name, Names.byAlphabet()))
            .map(unit -> new Kind.Option(unit.id().toString(), unit.name()))
            .toList();
    return FormSpec.of(
            "gateway-claim",
            GatewayPages.CLAIMS + "/new",
            text.t("claim.make"),
            Field.text("gateway", text.t("claim.gateway"))
                .asRequired()
                .upTo(63)
                .withHint(text.t("claim.gateway-hint")),
            Field.choice("unit", text.t("claim.unit"), where).asRequired(),
            Field.number("hours", text.t("claim.hours"))
                .asRequired()
                .between(1, Claims.LONGEST.toHours())
                .withHint(text.t("claim.hours-hint")))
        .cancelledTo(GatewayPages.CLAIMS);
  }

  private HttpResponse<String> page(
      HttpStatus status, HttpRequest<?> request, Text text, FormInput input) {
    return pages.page(
        status,
        request,
        text,
        "fleet/form",
        GatewayPages.SECTION,
        text.t("claim.add"),
        false,
        Map.of(
            "above",
            GatewayPages.above(text, text.t("claim.title"), GatewayPages.CLAIMS),
            "heading",
            text.t("claim.add"),
            "explain",
            text.t("claim.add-explain"),
            "form",
            input));
  }

  private static Value.Status state(Text text, Claim claim) {
    return switch (claim.state(text.now())) {
      case OPEN -> new Value.Status(Mark.OK, text.t("claim.state-open"));
      case USED -> new Value.Status(Mark.FREE, text.t("claim.state-used"));
      case EXPIRED -> new Value.Status(Mark.FREE, text.t("claim.state-expired"));
      case WITHDRAWN -> new Value.Status(Mark.FREE, text.t("claim.state-withdrawn"));
      case LOCKED -> new Value.Status(Mark.WARN, text.t("claim.state-locked"));
    };
  }
}
