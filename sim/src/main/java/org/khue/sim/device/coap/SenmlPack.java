package org.khue.sim.device.coap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Measurements of one moment as SenML (RFC 8428), in JSON or CBOR.
///
/// @param baseName what all names begin with; makes them unique in the world
record SenmlPack(String baseName, List<Measurement> measurements) {
  /// In place of a sample number where there is none.
  static final long NO_TICK = 0;

  private static final JsonFactory JSON = new JsonFactory();
  private static final CBORFactory CBOR = new CBORFactory();

  /// The labels of the fields: their names in JSON (RFC 8428, section 4), their numbers in CBOR
  /// (section 6).
  private enum Label {
    BASE_NAME("bn", -2),
    NAME("n", 0),
    UNIT("u", 1),
    VALUE("v", 2);

    final String text;
    final int number;

    Label(String text, int number) {
      this.text = text;
      this.number = number;
    }
  }

  /// @param unit from the SenML units registry
  record Measurement(String name, String unit, double value) {}

  SenmlPack {
    measurements = List.copyOf(measurements);
  }

  byte[] json() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      write(generator, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  byte[] cbor() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = CBOR.createGenerator(out)) {
      write(generator, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void write(JsonGenerator to, boolean numbered) throws IOException {
    to.writeStartArray(measurements, measurements.size());
    for (int i = 0; i < measurements.size(); i++) {
      Measurement measurement = measurements.get(i);
      to.writeStartObject(measurement, i == 0 ? 4 : 3);
      if (i == 0) {
        label(to, numbered, Label.BASE_NAME);
        to.writeString(baseName);
      }
      label(to, numbered, Label.NAME);
      to.writeString(measurement.name());
      label(to, numbered, Label.UNIT);
      to.writeString(measurement.unit());
      label(to, numbered, Label.VALUE);
      number(to, measurement.value());
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private static void label(JsonGenerator to, boolean numbered, Label label) throws IOException {
    if (numbered) {
      to.writeFieldId(label.number);
    } else {
      to.writeFieldName(label.text);
    }
  }

  private static void number(JsonGenerator to, double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      to.writeNumber((long) value);
    } else {
      to.writeNumber(value);
    }
  }
}
