package org.khue.gateway.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.driver.Candidate;
import org.khue.driver.Deadline;
import org.khue.driver.Discoverer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.gateway.config.ProfileEntry;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.discovery.Finds.Found;

/// What was found and is not in the room yet, and the way into the room. All methods may be called
/// from any thread; those that talk to devices or write files take seconds.
public final class Inbox implements AutoCloseable {
  private static final Duration SHOW_PATIENCE = Duration.ofSeconds(8);

  private final Surroundings around;
  private final Finds finds = new Finds();
  private final IgnoredKeys ignored;
  private final Scanner scanner;
  private final Standings standings;

  public Inbox(Surroundings around) {
    this.around = around;
    ignored = new IgnoredKeys(around.data());
    standings = new Standings(around, ignored);
    scanner = new Scanner(around, standings, finds);
  }

  /// From now on it also looks without being asked: at the room's broker from time to time, and at
  /// all that is listed as often as `discovery: every` says.
  public void start() {
    scanner.start();
  }

  /// Begins to look at all that is listed; [#scanState] tells how it goes.
  public ScanStart scan() {
    return scanner.scan();
  }

  /// Waits until no scan is under way.
  ///
  /// @return false if one still is at the end of the patience
  public boolean awaitScan(Duration patience) throws InterruptedException {
    return scanner.await(patience);
  }

  public ScanState scanState() {
    return scanner.state();
  }

  /// All that is of interest, in the order in which it was first seen: new things, devices that
  /// moved or were replaced, and what is ignored at the end.
  public List<Finding> findings() {
    Room room = around.book().room();
    List<ProfileEntry> profiles = scanner.profiles();
    List<Finding> shown = new ArrayList<>();
    for (Found found : standings.withReplaced(finds.all(), room)) {
      standings
          .of(found, room)
          .ifPresent(standing -> shown.add(finding(found, standing, room, profiles)));
    }
    shown.sort((one, other) -> Boolean.compare(isIgnored(one), isIgnored(other)));
    return shown;
  }

  private static boolean isIgnored(Finding finding) {
    return finding.standing() instanceof Standing.Ignored;
  }

  private static Finding finding(
      Found found, Standing standing, Room room, List<ProfileEntry> profiles) {
    Suggestions suggestions = Suggestions.of(found.candidate(), profiles);
    return new Finding(
        found.key(),
        found.candidate(),
        standing,
        suggestions.profiles(),
        suggestions.fitting(),
        suggestions.id(found.candidate(), room),
        found.firstMicros(),
        found.lastMicros());
  }

  /// The finding of that key; empty if it is gone meanwhile.
  public Optional<Finding> finding(String key) {
    return findings().stream().filter(finding -> finding.key().equals(key)).findFirst();
  }

  /// All profiles of this gateway, for what is added by hand.
  public List<ProfileEntry> profiles() {
    return scanner.profiles();
  }

  /// Sets it aside, or takes it up again.
  ///
  /// @return false if the disk does not take it: it then shows again after a restart
  public boolean ignore(String key, boolean on) {
    return ignored.set(key, on);
  }

  /// Lets the device show itself, if it can without harm.
  public Shown blink(String key) {
    Found found = finds.get(key).orElse(null);
    if (found == null) {
      return new Shown.GoneMeanwhile();
    }
    Candidate candidate = found.candidate();
    DriverFactory driver = around.drivers().get(candidate.driver());
    Discoverer discoverer = driver == null ? null : driver.discoverer().orElse(null);
    if (discoverer == null) {
      return new Shown.Cannot("no driver", candidate.seen());
    }
    Outcome<Receipt> outcome =
        discoverer.show(candidate, around.links(), Deadline.after(SHOW_PATIENCE, around.time()));
    return switch (outcome) {
      case Outcome.Ok<Receipt>(Receipt receipt) -> new Shown.Done(receipt.text());
      case Outcome.Failed<Receipt>(Fault.Refused refused) ->
          new Shown.Cannot(refused.message(), candidate.seen());
      case Outcome.Failed<Receipt>(Fault fault) -> new Shown.Silent(fault.message());
    };
  }

  /// Takes a found device into the room.
  ///
  /// @param entry its connection is added to the one that was found
  public synchronized Accepted accept(String key, Entry entry) {
    Optional<Finding> found = finding(key);
    if (found.isEmpty()) {
      return new Accepted.GoneMeanwhile();
    }
    Finding finding = found.get();
    if (finding.standing() instanceof Standing.Replaced) {
      return new Accepted.NotFitting();
    }
    Map<String, Object> connection = new HashMap<>(finding.candidate().connection());
    connection.putAll(entry.connection());
    Accepted accepted = add(entry, connection, finding.candidate().driver());
    if (accepted instanceof Accepted.Done) {
      finds.remove(key);
    }
    return accepted;
  }

  /// Takes a device into the room that no scan has found.
  public synchronized Accepted addByHand(Entry entry) {
    return add(entry, entry.connection(), "");
  }

  /// @param driver that must speak to it; empty for any
  private Accepted add(Entry entry, Map<String, Object> connection, String driver) {
    if (!entry.id().matches("[a-z0-9][a-z0-9-]{0,62}")) {
      return new Accepted.IdWrong(entry.id());
    }
    if (device(entry.id()).isPresent()) {
      return new Accepted.IdTaken(entry.id());
    }
    Optional<ProfileEntry> profile =
        scanner.profiles().stream().filter(each -> each.id().equals(entry.profile())).findFirst();
    if (profile.isEmpty()) {
      return new Accepted.ProfileMissing(entry.profile());
    }
    String wire = profile.get().driver();
    if (!driver.isEmpty() && !wire.equals(driver)) {
      return new Accepted.ProfileUnfit(entry.profile(), wire);
    }
    return change(
        RoomEditor.of(around.book().text()).flatMap(editor -> editor.with(entry, connection)),
        entry.id());
  }

  private Accepted change(Optional<String> text, String device) {
    if (text.isEmpty()) {
      return new Accepted.Failed("the room file has no list `devices:` to write into");
    }
    return switch (around.book().change(text.get())) {
      case RoomBook.Change.Done done -> new Accepted.Done(device);
      case RoomBook.Change.Wrong(var problems) -> new Accepted.Refused(problems);
      case RoomBook.Change.Failed(String why) -> new Accepted.Failed(why);
    };
  }

  private Optional<RoomDevice> device(String id) {
    return around.book().room().devices().stream()
        .filter(device -> device.id().equals(id))
        .findFirst();
  }

  /// Lets a device that moved be reached where it is now.
  public synchronized Accepted follow(String key) {
    Optional<Finding> found = finding(key);
    if (found.isEmpty()) {
      return new Accepted.GoneMeanwhile();
    }
    if (!(found.get().standing() instanceof Standing.Moved(String device, var before))) {
      return new Accepted.NotFitting();
    }
    Map<String, Object> connection = new HashMap<>(before);
    connection.putAll(found.get().candidate().connection());
    Accepted accepted =
        change(
            RoomEditor.of(around.book().text())
                .flatMap(editor -> editor.connected(device, connection)),
            device);
    if (accepted instanceof Accepted.Done) {
      finds.remove(key);
    }
    return accepted;
  }

  /// Takes the device that answers in the place of another as the one that is meant from now on:
  /// its history goes on under the same id.
  public synchronized Accepted takeAsReplacement(String key) {
    Optional<Finding> found = finding(key);
    if (found.isEmpty()) {
      return new Accepted.GoneMeanwhile();
    }
    if (!(found.get().standing() instanceof Standing.Replaced(String device, String known))) {
      return new Accepted.NotFitting();
    }
    around.numbers().forget(device);
    finds.remove(key);
    return new Accepted.Done(device);
  }

  @Override
  public void close() {
    scanner.close();
  }
}
