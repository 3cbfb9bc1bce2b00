package org.khue.cloud.equipment.register;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.Sheet;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;

/// Types of equipment: the city's, and those that a school added.
@Controller("/equipment/types")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TypePages {
  private static final String PATH = "/equipment/types";

  private final ItemTypes types;
  private final Units units;
  private final Ground ground;
  private final Frame frame;
  private final Tables tables;
  private final Pages pages;

  TypePages(ItemTypes types, Units units, Ground ground, Frame frame, Tables tables, Pages pages) {
    this.types = types;
    this.units = units;
    this.ground = ground;
    this.frame = frame;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Items.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    TableSpec<ItemType> spec = spec(text);
    MemoryRows<ItemType> source =
        new MemoryRows<>(spec, types.all())
            .choice("subject", type -> type.facts().subject().code());
    List<Crumb> links =
        ground.mayAnywhere(Items.WRITE)
            ? List.of(new Crumb(text.t("eq.type-add"), PATH + "/new"))
            : List.of();
    return tables.answer(
        request,
        text,
        spec,
        source,
        view ->
            frame.list(
                request,
                text,
                RegisterPages.TAB,
                text.t("eq.types"),
                text.t("eq.types-explain"),
                links,
                view));
  }

  private TableSpec<ItemType> spec(Text text) {
    return TableSpec.of(
            "equipment-types",
            text.t("eq.types"),
            Column.<ItemType>text("code", text.t("eq.type-code"), type -> type.facts().code())
                .asSortable()
                .fixed(),
            Column.<ItemType>text(
                    "name", text.t("eq.type-name"), type -> type.facts().nameIn(text.language()))
                .asSortable(),
            Column.<ItemType>text(
                    "subject", text.t("eq.subject"), type -> type.facts().subject().word(text))
                .asSortable(),
            Column.<ItemType>text("measure", text.t("eq.measure"), type -> type.facts().measure()),
            Column.<ItemType>text("owner", text.t("eq.type-owner"), type -> owner(text, type)))
        .filteredBy(
            new Filter.Search("q", text.t("eq.type-search")),
            Coded.filter(text, "subject", text.t("eq.subject"), Subject.values()))
        .whenEmpty(new TableSpec.Empty(text.t("eq.no-types"), text.t("eq.no-types-action"), "", ""))
        .withActions(type ->
            types.mayChange(type)
                ? List.of(
                    RowAction.link(
                        text.t("eq.edit"),
                        text.t("eq.edit-named", "name", type.facts().nameIn(text.language())),
                        PATH + "/" + type.id()))
                : List.of());
  }

  private String owner(Text text, ItemType type) {
    return type.unit().equals(Reach.ROOT)
        ? text.t("eq.type-common")
        : units.find(type.unit()).map(unit -> unit.nameIn(text.language())).orElse("");
  }

  @Needs(Items.WRITE)
  @Get("/new")
  HttpResponse<String> ask(HttpRequest<?> request) {
    Text text = pages.text(request);
    return frame.form(request, text, sheet(text, null), form(text, null).blank());
  }

  @Needs(Items.WRITE)
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @Body String body) {
    Text text = pages.text(request);
    FormInput input = form(text, null).read(text, Posted.of(body).values());
    return frame.save(
        request,
        text,
        sheet(text, null),
        input,
        sound -> {
          types.add(UUID.fromString(sound.text("unit")), facts(sound));
          return PATH;
        });
  }

  @Needs(Items.WRITE)
  @Get("/{id}")
  HttpResponse<String> edit(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    ItemType type = known(id);
    TypeFacts facts = type.facts();
    FormInput input =
        form(text, type)
            .blank()
            .filled("code", facts.code())
            .filled("name", facts.name())
            .filled("name-en", facts.nameEn() == null ? "" : facts.nameEn())
            .filled("measure", facts.measure())
            .filled("subject", facts.subject().code())
            .filled(ItemForm.VERSION, String.valueOf(type.version()));
    return frame.form(request, text, sheet(text, type), input);
  }

  @Needs(Items.WRITE)
  @Post("/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    Text text = pages.text(request);
    ItemType type = known(id);
    FormInput input = form(text, type).read(text, Posted.of(body).values());
    return frame.save(
        request,
        text,
        sheet(text, type),
        input,
        sound -> {
          types.change(id, ItemForm.seen(sound), facts(sound));
          return PATH;
        });
  }

  private ItemType known(UUID id) {
    ItemType type = types.get(id);
    ground.require(Items.WRITE, type.unit());
    return type;
  }

  private FormSpec form(Text text, @Nullable ItemType type) {
    List<Field> fields = new ArrayList<>();
    if (type == null) {
      fields.add(Field.choice("unit", text.t("eq.school"), schools(text)).asRequired());
    }
    fields.add(
        Field.text("code", text.t("eq.type-code"))
            .upTo(30)
            .asRequired()
            .withHint(text.t("eq.type-code-hint")));
    fields.add(Field.text("name", text.t("eq.type-name")).asRequired());
    fields.add(Field.text("name-en", text.t("eq.type-name-en")));
    fields.add(
        Field.text("measure", text.t("eq.measure"))
            .upTo(30)
            .asRequired()
            .withHint(text.t("eq.measure-hint")));
    fields.add(
        Field.choice("subject", text.t("eq.subject"), Coded.options(text, Subject.values()))
            .asRequired());
    fields.add(Field.hidden(ItemForm.VERSION));
    return FormSpec.of(
            type == null ? "item-type-new" : "item-type-" + type.id(),
            type == null ? PATH + "/new" : PATH + "/" + type.id(),
            text.t("eq.save"),
            fields.toArray(Field[]::new))
        .cancelledTo(PATH);
  }

  private List<Kind.Option> schools(Text text) {
    return frame.schools().stream()
        .map(unit -> new Kind.Option(unit.id().toString(), unit.nameIn(text.language())))
        .toList();
  }

  private static Sheet sheet(Text text, @Nullable ItemType type) {
    return new Sheet(
        type == null
            ? text.t("eq.type-add")
            : text.t("eq.edit-named", "name", type.facts().nameIn(text.language())),
        "",
        List.of(
            new Crumb(text.t("eq.register"), RegisterPages.TAB),
            new Crumb(text.t("eq.types"), PATH)),
        "eq.saved",
        Map.of("code", text.t("eq.type-code-taken")));
  }

  private static TypeFacts facts(FormInput input) {
    return new TypeFacts(
        input.text("code"),
        input.text("name"),
        input.text("name-en"),
        input.text("measure"),
        Coded.of(Subject.values(), input.text("subject")));
  }
}
