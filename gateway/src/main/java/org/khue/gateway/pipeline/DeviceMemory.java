package org.khue.gateway.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a device's pipeline must know again after a restart: its open uses and raised alarms.
record DeviceMemory(List<OpenUse> uses, List<RaisedAlarm> alarms) {
  static final DeviceMemory EMPTY = new DeviceMemory(List.of(), List.of());

  private static final Logger log = LoggerFactory.getLogger(DeviceMemory.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  DeviceMemory {
    uses = List.copyOf(uses);
    alarms = List.copyOf(alarms);
  }

  boolean isEmpty() {
    return uses.isEmpty() && alarms.isEmpty();
  }

  /// An unreadable file is set aside in the log and counts as empty: uses and alarms begin anew.
  static DeviceMemory load(Path file) {
    try {
      return DurableFile.read(file).map(DeviceMemory::parse).orElse(EMPTY);
    } catch (IOException | IllegalArgumentException e) {
      log.warn("{} cannot be read, its open uses and alarms begin anew: {}", file, e.toString());
      return EMPTY;
    }
  }

  /// Empty memory leaves no file.
  void save(Path file) {
    try {
      if (isEmpty()) {
        DurableFile.delete(file);
      } else {
        DurableFile.write(file, JSON.writeValueAsString(this));
      }
    } catch (IOException e) {
      log.warn(
          "{} cannot be written, after a restart open uses will end early; check the disk: {}",
          file,
          e.toString());
    }
  }

  private static DeviceMemory parse(String json) {
    try {
      return JSON.readValue(json, DeviceMemory.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }
}
