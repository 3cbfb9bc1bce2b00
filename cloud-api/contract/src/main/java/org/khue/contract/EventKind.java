package org.khue.contract;

/// The kinds of events known today, each with the keys of its details.
public final class EventKind {
  /// The gateway process began: `version`.
  public static final String GATEWAY_STARTED = "gateway.started";

  /// An acceptance test of the room was made at the gateway: `test` (id), `failed` (how many things
  /// were not well until then), `by` (as in [#ALARM_ACKNOWLEDGED]). The test waits for its way to
  /// the cloud and back.
  public static final String GATEWAY_TESTED = "gateway.tested";

  /// A device's lifecycle moved: `from`, `to` (CONFIGURED … REMOVED), `reason` (short code),
  /// `message` (what was tried, where, what came; may be missing), `next` (what to do, a map of
  /// language to text; may be missing).
  public static final String DEVICE_STATE = "device.state";

  /// A card was shown to a reader: `card` (keyed hash of the number, hex), `assurance` (uid |
  /// authenticated), `technology`. The reader signals the person only after this event is on disk.
  public static final String CARD_TAP = "card.tap";

  /// A state point changed: `point`, `from`, `to` (names of the profile's states).
  public static final String STATE_CHANGED = "state.changed";

  /// A use of a device or of the room (device empty) began: `use` (id of the interval), `evidence`
  /// (power | session | occupancy | card), `point`.
  public static final String USE_STARTED = "use.started";

  /// The use ended: `use`, `evidence`, `startedWallMicros`, `seconds`, `reason` (evidence | silence
  /// | gateway-restart | configuration).
  public static final String USE_ENDED = "use.ended";

  /// A local alarm: `alarm` (rule id), `severity` (info | warning | critical), `point`, `value`,
  /// `limit`, `unit`, `message` (map of language to text), `action` (map of language to text),
  /// `procedure` (map of language to text, one step a line; may be missing).
  public static final String ALARM_RAISED = "alarm.raised";

  /// Somebody in the room has seen the alarm and takes care of it: `alarm`, `point`, `by` (`pin`,
  /// or the keyed hash of a card).
  public static final String ALARM_ACKNOWLEDGED = "alarm.acknowledged";

  /// The same alarm ended: `alarm`, `point`, `value`, `seconds`.
  public static final String ALARM_CLEARED = "alarm.cleared";

  /// How a command ended: `command` (id), `outcome` (done | failed | expired), `reason`, `said`
  /// (the same for people, a map of language to text; may be missing), `name` (of the command; may
  /// be missing), `by` (who ordered it at the gateway itself; missing for the cloud's own).
  public static final String COMMAND_ENDED = "command.ended";

  /// A roll-call began in the room (device empty): `rollCall` (id), `class` (its code), `size` of
  /// its list, `by` (as in [#ALARM_ACKNOWLEDGED]).
  public static final String ROLL_CALL_STARTED = "roll-call.started";

  /// A pupil of the class is there: `rollCall`, `class`, `number` in the list, `how` (card | hand),
  /// `card` (keyed hash; only with card).
  public static final String ROLL_CALL_PRESENT = "roll-call.present";

  /// That was taken back by hand: `rollCall`, `class`, `number`, `how` (hand).
  public static final String ROLL_CALL_ABSENT = "roll-call.absent";

  /// The roll-call ended: `rollCall`, `class`, `present` (how many), `absent` (their numbers,
  /// comma-separated), `strangers` (how many cards the list does not know), `by` (as above, or
  /// timeout).
  public static final String ROLL_CALL_ENDED = "roll-call.ended";

  /// A configuration runs and the room does well: `version`, `sha256`, `added`, `changed`,
  /// `removed` (device ids; may be missing).
  public static final String CONFIG_APPLIED = "config.applied";

  /// A configuration was not taken: `version`, `sha256` (both missing where it could not be read),
  /// `reason` (short code), `message`, `problems` (each `file`, `line`, `path`, `message`).
  public static final String CONFIG_REFUSED = "config.refused";

  /// A configuration was tried and given up: `version`, `sha256`, `reason` (health | restarts |
  /// damaged | edited), `message`, `running` (what runs instead, as in [GatewayState]).
  public static final String CONFIG_ROLLED_BACK = "config.rolled-back";

  /// The room file that runs, when the cloud was not told yet: `version` (0 before the cloud sent
  /// one), `own` (whether it was changed in the room since), `sha256`, `body`.
  public static final String CONFIG_RUNNING = "config.running";

  /// An update is here, whole and believed: `sequence`, `version`.
  public static final String UPDATE_FETCHED = "update.fetched";

  /// The gateway ends now and starts anew with it, on trial: `sequence`, `version`.
  public static final String UPDATE_TRIAL = "update.trial";

  /// A version of the program runs and the room does well; told once for each: `sequence`,
  /// `version`.
  public static final String UPDATE_GOOD = "update.good";

  /// An update was not taken: `sequence` (0 where it could not be believed), `version`, `reason`
  /// (short code), `message`.
  public static final String UPDATE_REFUSED = "update.refused";

  /// An update was tried and given up: `sequence`, `version`, `reason` (health | restarts |
  /// damaged), `message`, `running` (the sequence that runs instead).
  public static final String UPDATE_WENT_BACK = "update.went-back";

  /// An interlock makes its device safe: `interlock` (rule id), `cause` (condition | missing | rule
  /// | start), `point` (whose value did it; may be missing), `value`, `message` (map of language to
  /// text), `safe` (the safe command), `outcome` (done | failed; how the device took it), `reason`.
  public static final String INTERLOCK_TRIPPED = "interlock.tripped";

  /// Its device may be switched on again: `interlock`, `seconds`.
  public static final String INTERLOCK_RELEASED = "interlock.released";

  private EventKind() {}
}
