package org.khue.cloud.people.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Consent;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.Consents;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of an answer to the question whether data may be used for a purpose.
final class ConsentForm {
  private static final String ANSWER = "answer";
  private static final String BY = "by";
  private static final String CHANNEL = "channel";
  private static final String NOTE = "note";
  private static final String YES = "yes";
  private static final String NO = "no";

  private ConsentForm() {}

  /// @param back the person's page
  /// @param answerers the person and their legal guardians, by name; empty for somebody who answers
  ///   in their own name here and now
  static Sheet of(
      Text text, Words words, String back, ConsentPurpose purpose, Map<UUID, String> answerers) {
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.buttons(
                ANSWER,
                text.t("people.answer"),
                List.of(
                    new Kind.Option(YES, text.t("people.answer-yes")),
                    new Kind.Option(NO, text.t("people.answer-no"))))
            .asRequired());
    if (!answerers.isEmpty()) {
      fields.add(
          Field.choice(
                  BY,
                  text.t("people.answered-by"),
                  answerers.entrySet().stream()
                      .map(one -> new Kind.Option(one.getKey().toString(), one.getValue()))
                      .toList())
              .withHint(text.t("people.answered-by-hint")));
      fields.add(
          Field.buttons(
                  CHANNEL,
                  text.t("people.channel"),
                  List.of(
                      option(words, Consent.Channel.PAPER),
                      option(words, Consent.Channel.TELEPHONE)))
              .asRequired());
      fields.add(
          Field.area(NOTE, text.t("people.note"), 2)
              .upTo(500)
              .withHint(text.t("people.note-hint"))
              .asSensitive());
    }
    FormInput input =
        new FormSpec(
                "consent-" + purpose + back.replace('/', '-'),
                back + "/consents/" + purpose,
                text.t("people.save-answer"),
                back,
                true,
                fields)
            .blank();
    return Sheet.of(
        words.purpose(purpose),
        words.wording(purpose),
        answerers.isEmpty() ? input : input.filled(CHANNEL, Consent.Channel.PAPER.name()),
        Map.of("byPerson", new Sheet.Refusal(BY, text.t("people.wrong-answerer"))));
  }

  private static Kind.Option option(Words words, Consent.Channel channel) {
    return new Kind.Option(channel.name(), words.channel(channel));
  }

  /// The answer that a sound form says.
  ///
  /// @param self who answers here and now; null where the form asks who did
  static Consents.Answer answer(
      FormInput input, ConsentPurpose purpose, boolean here, @Nullable UUID self) {
    boolean given = input.text(ANSWER).equals(YES);
    if (here) {
      return new Consents.Answer(purpose, given, self, Consent.Channel.WEB, null);
    }
    String by = input.text(BY);
    return new Consents.Answer(
        purpose,
        given,
        by.isEmpty() ? null : UUID.fromString(by),
        Consent.Channel.valueOf(input.text(CHANNEL)),
        input.text(NOTE));
  }
}
