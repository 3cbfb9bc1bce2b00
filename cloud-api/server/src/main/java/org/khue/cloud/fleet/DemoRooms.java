package org.khue.cloud.fleet;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.khue.cloud.platform.events.PublishedEvent;
import org.khue.cloud.platform.events.Subscriber;
import org.khue.cloud.platform.security.Machines;

/// Ties a gateway of the demo to the room of the register that it means, when it first says what
/// stands in its room. Elsewhere a person does that.
@Singleton
@Requires(property = "khue.demo", value = "true")
final class DemoRooms implements Subscriber {
  private final Placements placements;
  private final RoomProposals proposals;
  private final Fleet fleet;

  DemoRooms(Placements placements, RoomProposals proposals, Fleet fleet) {
    this.placements = placements;
    this.proposals = proposals;
    this.fleet = fleet;
  }

  @Override
  public String name() {
    return "fleet.demo-rooms";
  }

  @Override
  public Set<String> types() {
    return Set.of(FleetConsumer.MET);
  }

  @Override
  public void take(Connection transaction, PublishedEvent published) throws SQLException {
    String gateway = published.event().key();
    Optional<Room> reported = fleet.room(gateway);
    Machines.lock(transaction, gateway);
    Placement now = placements.found(transaction, gateway);
    if (reported.isEmpty() || now.room() != null) {
      return;
    }
    List<org.khue.cloud.organisation.Room> found = proposals.of(now.unit(), reported.get());
    if (!found.isEmpty()) {
      placements.write(transaction, now, now.unit(), found.getFirst().id());
    }
  }
}
