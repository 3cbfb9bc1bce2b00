package org.khue.cloud.platform.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes the end of the audit chain outside the database, in the file `audit/heads.jsonl` of the
/// cloud's directory, and sends it to `khue.audit.anchor-url` where that is set. A chain that no
/// longer holds what was noted before is not noted again; it is reported until somebody looks.
public final class AuditAnchors {
  private static final Logger LOG = LoggerFactory.getLogger(AuditAnchors.class);
  private static final Duration SEND_LIMIT = Duration.ofSeconds(10);

  private final DataSource source;
  private final AnchorFile file;
  private final Clock clock;
  private final @Nullable URI receiver;
  private AnchorFile.@Nullable Anchor last;
  private boolean broken;

  AuditAnchors(DataSource source, AnchorFile file, Clock clock, @Nullable URI receiver) {
    this.source = source;
    this.file = file;
    this.clock = clock;
    this.receiver = receiver;
  }

  /// Notes the end as it is now, if it moved.
  ///
  /// @return false if the chain contradicts what was noted before
  public synchronized boolean note() {
    try (Connection connection = source.getConnection()) {
      AnchorFile.Anchor before = last();
      AuditStore.Head head = AuditStore.head(connection);
      if (before != null && !stillHolds(connection, before, head)) {
        if (!broken) {
          LOG.error(
              "The audit trail no longer holds what was noted at position {}: it ends at {}. Run"
                  + " './khue audit verify'; after a restore of a backup, './khue audit restored'.",
              before.position(),
              head.position());
        }
        broken = true;
        return false;
      }
      broken = false;
      if (head.position() > (before == null ? 0 : before.position())) {
        last = file.add(head, clock.instant(), "");
        send(head);
      }
      return true;
    } catch (SQLException e) {
      throw new DatabaseException("noting the end of the audit trail", e);
    }
  }

  /// Takes the end as it is now for the right one, after a backup was restored. The verification
  /// tells how often that happened.
  ///
  /// @param reason such as `restored the backup of 2026-11-23`
  public synchronized void restored(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a reason must be given");
    }
    try (Connection connection = source.getConnection()) {
      last = file.add(AuditStore.head(connection), clock.instant(), reason);
      broken = false;
    } catch (SQLException e) {
      throw new DatabaseException("noting that the audit trail was restored", e);
    }
  }

  private AnchorFile.@Nullable Anchor last() {
    if (last == null) {
      List<AnchorFile.Anchor> anchors = file.read().anchors();
      last = anchors.isEmpty() ? null : anchors.getLast();
    }
    return last;
  }

  private static boolean stillHolds(
      Connection connection, AnchorFile.Anchor before, AuditStore.Head head) throws SQLException {
    if (before.position() > head.position()) {
      return false;
    }
    if (before.position() <= AuditStore.cut(connection).head().position()) {
      return true;
    }
    Optional<AuditStore.Head> there = AuditStore.at(connection, before.position());
    return there.isPresent() && there.get().hash().equals(before.hash());
  }

  private void send(AuditStore.Head head) {
    if (receiver == null) {
      return;
    }
    String body = "{\"position\":%d,\"hash\":\"%s\"}".formatted(head.position(), head.hash());
    HttpRequest request =
        HttpRequest.newBuilder(receiver)
            .timeout(SEND_LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(SEND_LIMIT).build()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 300) {
        LOG.warn("{} did not take the end of the audit trail: status {}", receiver, status);
      }
    } catch (IOException e) {
      LOG.warn("{} did not take the end of the audit trail: {}", receiver, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
