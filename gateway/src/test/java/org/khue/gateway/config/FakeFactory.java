package org.khue.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.khue.driver.Capability;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Links;
import org.khue.driver.PointSpec;
import org.khue.driver.Problem;
import org.khue.driver.Profile;
import org.khue.driver.TimeSource;

/// A driver that exists only to be configured. It refuses the host `forbidden`, the query `NO?` and
/// the command text `NO`.
record FakeFactory(
    String id, String connectionSchema, String addressSchema, Set<Capability> capabilities)
    implements DriverFactory {

  /// Two drivers: `fake-tcp` is asked, `mqtt-json` listens.
  static Map<String, DriverFactory> installed() {
    return Map.of(
        "fake-tcp",
        new FakeFactory(
            "fake-tcp",
            """
            {"type": "object", "additionalProperties": false, "required": ["host"],
             "properties": {"host": {"type": "string"},
               "port": {"type": "integer", "minimum": 1, "maximum": 65535, "default": 5025},
               "password": {"type": "string", "pattern": "^[a-z]*$", "title": "small letters"}}}
            """,
            """
            {"type": "object", "additionalProperties": false, "required": ["query"],
             "properties": {"query": {"type": "string", "minLength": 1},
               "type": {"enum": ["number", "text"], "default": "number"}}}
            """,
            Set.of(Capability.READ, Capability.EXECUTE)),
        "mqtt-json",
        new FakeFactory(
            "mqtt-json",
            """
            {"type": "object", "additionalProperties": false, "required": ["topic"],
             "properties": {"topic": {"type": "string"}}}
            """,
            """
            {"type": "object", "additionalProperties": false, "required": ["path"],
             "properties": {"path": {"type": "string"}}}
            """,
            Set.of(Capability.LISTEN)));
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    List<Problem> problems = new ArrayList<>();
    if (config.text("host", "").equals("forbidden")) {
      problems.add(new Problem("/connection/host", "that host is forbidden"));
    }
    for (int i = 0; i < profile.points().size(); i++) {
      PointSpec point = profile.points().get(i);
      if ("NO?".equals(point.address().get("query"))) {
        problems.add(new Problem("/points/" + i + "/address/query", "no such query"));
      }
    }
    for (int i = 0; i < profile.commands().size(); i++) {
      CommandSpec command = profile.commands().get(i);
      if ("NO".equals(command.address().get("write"))) {
        problems.add(new Problem("/commands/" + i + "/address", "no such command"));
      }
    }
    return problems;
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    throw new AssertionError("reading a configuration makes no driver");
  }
}
