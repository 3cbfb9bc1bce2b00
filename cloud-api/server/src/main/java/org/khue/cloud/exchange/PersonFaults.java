package org.khue.cloud.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.Sex;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;

/// What is wrong with a person's row beyond its single cells.
///
/// @param seen holders of the rows' codes within the scope
/// @param codes holders anywhere
/// @param numbers holders of the rows' personal numbers anywhere
/// @param classes of the school by name
record PersonFaults(
    String codeColumn,
    Map<String, UUID> seen,
    Map<String, UUID> codes,
    Map<String, UUID> numbers,
    Map<String, UUID> classes) {

  List<CellFault> of(Scene scene, ImportRow row, ImportedPeople.@Nullable Known known) {
    List<CellFault> faults = new ArrayList<>();
    String code = row.required(codeColumn);
    if (codes.containsKey(code) && !seen.containsKey(code)) {
      faults.add(CellFault.wrong(codeColumn, Message.of("exchange.fault-code-elsewhere")));
    }
    row.text(PersonColumns.NUMBER).ifPresent(number -> number(faults, scene, row, number, known));
    row.text(PersonColumns.CLASS)
        .filter(name -> !classes.containsKey(name))
        .ifPresent(name ->
            faults.add(
                CellFault.wrong(
                    PersonColumns.CLASS, Message.of("exchange.fault-class", "value", name))));
    for (PersonColumns.Guardian keys : PersonColumns.GUARDIANS) {
      if (row.text(keys.name()).isPresent() && row.text(keys.relation()).isEmpty()) {
        faults.add(
            CellFault.wrong(keys.relation(), Message.of("exchange.fault-guardian-relation")));
      }
      if (row.text(keys.name()).isEmpty() && row.text(keys.phone()).isPresent()) {
        faults.add(CellFault.wrong(keys.name(), Message.of("exchange.fault-guardian-name")));
      }
    }
    return faults;
  }

  private void number(
      List<CellFault> faults,
      Scene scene,
      ImportRow row,
      String number,
      ImportedPeople.@Nullable Known known) {
    OptionalInt earlier = scene.pending().note(PersonColumns.NUMBER, number, row.number());
    if (earlier.isPresent()) {
      faults.add(
          CellFault.wrong(
              PersonColumns.NUMBER,
              Message.of("exchange.fault-number-doubled", "row", earlier.getAsInt())));
    }
    UUID holder = numbers.get(number);
    if (holder != null && (known == null || !holder.equals(known.person().id()))) {
      faults.add(CellFault.wrong(PersonColumns.NUMBER, Message.of("exchange.fault-number-taken")));
    }
    String now = known == null ? null : known.numbers().get(IdentifierScheme.NATIONAL);
    if (now != null && !now.equals(number)) {
      faults.add(CellFault.wrong(PersonColumns.NUMBER, Message.of("exchange.fault-number-other")));
    }
    Optional<Sex> sex = row.text(PersonColumns.SEX).map(Sex::valueOf);
    if (sex.isPresent() && row.date(PersonColumns.BIRTH_DATE).isPresent()) {
      for (String doubt :
          ImportedPeople.doubts(number, row.date(PersonColumns.BIRTH_DATE).get(), sex.get())) {
        faults.add(
            CellFault.warning(
                PersonColumns.NUMBER,
                doubt.equals("SEX")
                    ? Message.of("exchange.doubt-sex")
                    : Message.of("exchange.doubt-year")));
      }
    }
  }
}
