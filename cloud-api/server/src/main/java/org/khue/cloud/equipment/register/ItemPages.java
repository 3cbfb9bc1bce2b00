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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.ItemCard;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.internal.Sheet;
import org.khue.cloud.equipment.internal.Staff;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.QrCode;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;

/// One item: what is known of it, its history, and the forms that change it.
@Controller("/equipment")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ItemPages {
  private final Items items;
  private final ItemTypes types;
  private final ItemForm form;
  private final Documents documents;
  private final List<ItemCard> cards;
  private final Rooms rooms;
  private final Staff staff;
  private final Ground ground;
  private final Frame frame;
  private final Pages pages;

  ItemPages(
      Items items,
      ItemTypes types,
      ItemForm form,
      Documents documents,
      List<ItemCard> cards,
      Rooms rooms,
      Staff staff,
      Ground ground,
      Frame frame,
      Pages pages) {
    this.items = items;
    this.types = types;
    this.form = form;
    this.documents = documents;
    this.cards = cards;
    this.rooms = rooms;
    this.staff = staff;
    this.ground = ground;
    this.frame = frame;
    this.pages = pages;
  }

  @Needs(Items.READ)
  @Get("/items/{id}")
  HttpResponse<String> show(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    Item item = items.get(id);
    ItemRow row = row(text, item);
    boolean write = ground.may(Items.WRITE, item.unit());
    Map<String, Object> model = new HashMap<>();
    model.put("what", row.type());
    model.put("state", ItemWords.state(text, item.state()));
    model.put("facts", ItemWords.facts(text, row));
    model.put("code", LabelCode.shown(item.code()));
    model.put("qr", QrCode.of(item.code()));
    model.put("history", items.history(id));
    model.put("documents", documents.of(id));
    model.put("path", ItemWords.path(item));
    model.put("write", write);
    model.put(
        "turn",
        turning(text, item).blank().filled(ItemForm.VERSION, String.valueOf(item.version())));
    model.put("upload", DocumentPages.form(text, item).blank());
    model.put(
        "cards", cards.stream().flatMap(card -> card.of(text, id, item.unit()).stream()).toList());
    return frame.page(request, text, "equipment/item", item.shortName(), model);
  }

  private ItemRow row(Text text, Item item) {
    TypeFacts type = types.get(item.facts().type()).facts();
    UUID custodian = item.facts().custodian();
    return new ItemRow(
        item,
        type.nameIn(text.language()),
        type.measure(),
        type.subject(),
        "",
        new RoomNames(rooms).name(item.unit(), item.facts().room()),
        custodian == null ? "" : staff.names(Stream.of(custodian)).getOrDefault(custodian, ""));
  }

  @Needs(Items.WRITE)
  @Get("/schools/{school}/new")
  HttpResponse<String> ask(HttpRequest<?> request, @PathVariable UUID school) {
    ground.require(Items.WRITE, school);
    Text text = pages.text(request);
    FormInput blank = form.spec(text, school, null).blank().filled("quantity", 1);
    return frame.form(request, text, adding(text), blank);
  }

  @Needs(Items.WRITE)
  @Post("/schools/{school}/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @PathVariable UUID school, @Body String body) {
    ground.require(Items.WRITE, school);
    Text text = pages.text(request);
    FormInput input = form.spec(text, school, null).read(text, Posted.of(body).values());
    return frame.save(
        request,
        text,
        adding(text),
        input,
        sound -> ItemWords.path(items.add(school, ItemForm.facts(sound))));
  }

  private static Sheet adding(Text text) {
    return sheet(text, text.t("eq.add"), text.t("eq.add-explain"), above(text), "eq.added");
  }

  @Needs(Items.WRITE)
  @Get("/items/{id}/edit")
  HttpResponse<String> edit(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    Item item = items.get(id);
    FormSpec spec = form.spec(text, item.unit(), item);
    return frame.form(request, text, editing(text, item), ItemForm.filled(spec, item));
  }

  @Needs(Items.WRITE)
  @Post("/items/{id}/edit")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    Text text = pages.text(request);
    Item item = items.get(id);
    FormInput input = form.spec(text, item.unit(), item).read(text, Posted.of(body).values());
    return frame.save(
        request,
        text,
        editing(text, item),
        input,
        sound -> {
          items.change(id, ItemForm.seen(sound), ItemForm.facts(sound));
          return ItemWords.path(item);
        });
  }

  private static Sheet editing(Text text, Item item) {
    return sheet(
        text,
        text.t("eq.edit-named", "name", item.shortName()),
        "",
        List.of(above(text).getFirst(), new Crumb(item.shortName(), ItemWords.path(item))),
        "eq.saved");
  }

  /// Says how the item is from now on.
  @Needs(Items.WRITE)
  @Post("/items/{id}/state")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> turn(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    Text text = pages.text(request);
    Item item = items.get(id);
    FormInput input = turning(text, item).read(text, Posted.of(body).values());
    Sheet sheet =
        sheet(
            text,
            text.t("eq.turn-named", "name", item.shortName()),
            "",
            editing(text, item).above(),
            "eq.turned");
    return frame.save(
        request,
        text,
        sheet,
        input,
        sound -> {
          ItemState state = Coded.of(ItemState.values(), sound.text("state"));
          items.turn(id, ItemForm.seen(sound), state, sound.text("reason"));
          return ItemWords.path(item);
        });
  }

  private FormSpec turning(Text text, Item item) {
    ItemState[] open =
        Stream.of(ItemState.values())
            .filter(state -> state != item.state())
            .filter(state ->
                (state != ItemState.DISPOSED && item.state() != ItemState.DISPOSED)
                    || ground.may(Items.DISPOSE, item.unit()))
            .toArray(ItemState[]::new);
    return FormSpec.of(
            "item-state-" + item.id(),
            ItemWords.path(item) + "/state",
            text.t("eq.turn"),
            Field.choice("state", text.t("eq.new-state"), Coded.options(text, open)).asRequired(),
            Field.text("reason", text.t("eq.reason")).withHint(text.t("eq.reason-hint")),
            Field.hidden(ItemForm.VERSION))
        .withoutAutosave();
  }

  private static List<Crumb> above(Text text) {
    return List.of(new Crumb(text.t("eq.register"), RegisterPages.TAB));
  }

  private static Sheet sheet(
      Text text, String heading, String explain, List<Crumb> above, String saying) {
    return new Sheet(heading, explain, above, saying, ItemForm.messages(text));
  }
}
