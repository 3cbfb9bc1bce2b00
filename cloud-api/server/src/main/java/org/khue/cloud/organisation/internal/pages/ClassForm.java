package org.khue.cloud.organisation.internal.pages;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.ClassFacts;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Teachers;
import org.khue.cloud.organisation.Units;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a class.
@Singleton
final class ClassForm implements RecordForm<SchoolClass> {
  private final SchoolClasses classes;
  private final Units units;
  private final Calendars calendars;
  private final Teachers teachers;

  ClassForm(SchoolClasses classes, Units units, Calendars calendars, Teachers teachers) {
    this.classes = classes;
    this.units = units;
    this.calendars = calendars;
    this.teachers = teachers;
  }

  @Override
  public SchoolClass get(UUID id) {
    return classes.get(id);
  }

  @Override
  public UUID unit(SchoolClass known) {
    return known.unit();
  }

  @Override
  public FormSpec form(Text text, UUID unit, @Nullable SchoolClass known) {
    String list = "/units/" + unit + "/classes";
    return FormSpec.of(
            known == null ? "class-new-" + unit : "class-" + known.id(),
            known == null ? list + "/new" : list + "/" + known.id(),
            text.t("org.save"),
            Field.choice("year", text.t("org.school-year"), years(unit, known)).asRequired(),
            Field.choice("grade", text.t("org.grade-word"), grades(text, unit)).asRequired(),
            Field.text("name", text.t("org.class"))
                .upTo(20)
                .asRequired()
                .withHint(text.t("org.class-hint")),
            Field.choice("homeroom", text.t("org.homeroom"), homerooms(text, unit, known))
                .withHint(text.t("org.homeroom-hint")),
            Field.hidden(Versions.FIELD))
        .cancelledTo(known == null ? list : list + "?year=" + known.facts().year());
  }

  private List<Kind.Option> years(UUID unit, @Nullable SchoolClass known) {
    IntStream years = calendars.of(unit).stream().mapToInt(some -> some.days().year());
    IntStream own = known == null ? IntStream.empty() : IntStream.of(known.facts().year());
    return IntStream.concat(years, own)
        .distinct()
        .mapToObj(year -> new Kind.Option(String.valueOf(year), CalendarPage.year(year)))
        .toList();
  }

  private List<Kind.Option> grades(Text text, UUID unit) {
    return units.get(unit).facts().levels().stream()
        .flatMapToInt(level -> IntStream.rangeClosed(level.firstGrade(), level.lastGrade()))
        .mapToObj(grade -> new Kind.Option(String.valueOf(grade), UnitWords.grade(text, grade)))
        .toList();
  }

  private List<Kind.Option> homerooms(Text text, UUID unit, @Nullable SchoolClass known) {
    List<Kind.Option> options = new ArrayList<>();
    teachers
        .of(unit)
        .forEach(some -> options.add(new Kind.Option(some.person().toString(), some.name())));
    UUID now = known == null ? null : known.facts().homeroom();
    if (now != null && options.stream().noneMatch(some -> some.value().equals(now.toString()))) {
      options.add(new Kind.Option(now.toString(), text.t("org.homeroom-unseen")));
    }
    return options;
  }

  @Override
  public FormInput filled(FormSpec form, SchoolClass known) {
    ClassFacts facts = known.facts();
    return form.blank()
        .filled("year", String.valueOf(facts.year()))
        .filled("grade", String.valueOf(facts.grade()))
        .filled("name", facts.name())
        .filled("homeroom", Objects.toString(facts.homeroom(), ""))
        .filled(Versions.FIELD, String.valueOf(known.version()));
  }

  @Override
  public Sheet sheet(Text text, UUID unit, @Nullable SchoolClass known) {
    return new Sheet(
        unit,
        known == null
            ? text.t("org.add-class")
            : text.t("org.edit-class", "name", known.facts().name()),
        "class",
        known == null ? "" : known.id().toString(),
        Map.of("name", text.t("org.class-taken"), "grade", text.t("org.bad-grade")));
  }

  @Override
  public String save(UUID unit, @Nullable SchoolClass known, FormInput sound) {
    String homeroom = sound.text("homeroom");
    ClassFacts facts =
        new ClassFacts(
            Integer.parseInt(sound.text("year")),
            Integer.parseInt(sound.text("grade")),
            sound.text("name"),
            homeroom.isEmpty() ? null : UUID.fromString(homeroom));
    if (known == null) {
      classes.add(unit, facts);
    } else {
      classes.update(known.id(), Versions.seen(sound), facts);
    }
    return "/units/" + unit + "/classes?year=" + facts.year();
  }
}
