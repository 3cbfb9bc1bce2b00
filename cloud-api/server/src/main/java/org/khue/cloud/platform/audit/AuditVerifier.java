package org.khue.cloud.platform.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;

/// Reads the whole audit trail and says whether it is as it was written.
///
/// It recomputes every MAC and every hash, follows the positions without a hole, looks for rows
/// outside the chain, and compares the chain with the places noted outside the database. What was
/// changed, deleted, put in, put elsewhere or cut off at the end shows as a [Fault].
public final class AuditVerifier {
  private static final int MOST_FAULTS_NAMED = 20;

  /// What is wrong.
  ///
  /// @param position in the chain; 0 where it has none
  /// @param seq number of the row; 0 where it is not known
  public record Fault(long position, long seq, String what) {}

  /// What was found.
  ///
  /// @param rows that were checked
  /// @param faults the first 20 of them
  /// @param faultCount all of them
  /// @param position the chain's end
  /// @param hash there
  /// @param anchors noted places that were compared
  /// @param restarts how often the chain was taken back to an earlier place by a restore
  public record Finding(
      long rows,
      List<Fault> faults,
      long faultCount,
      long position,
      String hash,
      int anchors,
      int restarts) {
    public boolean sound() {
      return faultCount == 0;
    }
  }

  private final DataSource source;
  private final AuditKey key;
  private final AnchorFile anchorFile;

  AuditVerifier(DataSource source, AuditKey key, AnchorFile anchorFile) {
    this.source = source;
    this.key = key;
    this.anchorFile = anchorFile;
  }

  /// Checks everything, on one snapshot; nobody waits for it.
  public Finding verify() {
    // The anchors first: the chain that is read afterwards has at least what they name.
    AnchorFile.Content noted = anchorFile.read();
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        AuditStore.seeAll(connection);
        Walk walk = new Walk(noted);
        walk.begin(AuditStore.cut(connection));
        AuditStore.read(connection, walk::step);
        walk.end(AuditStore.unchained(connection));
        return walk.finding();
      } finally {
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException("verifying the audit trail", e);
    }
  }

  /// What vouches for a cut of the chain at the end of the retention.
  static String cutClaim(AuditStore.Head head) {
    return "cut " + head.position() + " " + head.hash();
  }

  private final class Walk {
    private final AnchorFile.Content noted;
    private final Map<Long, String> anchored = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long faultCount;
    private long rows;
    private AuditStore.Head at = AuditStore.Head.START;

    Walk(AnchorFile.Content noted) {
      this.noted = noted;
      noted.anchors().forEach(anchor -> anchored.put(anchor.position(), anchor.hash()));
    }

    void begin(AuditStore.Link cut) {
      at = cut.head();
      if (at.position() > 0 && !MessageDigest.isEqual(cut.mac(), key.mac(cutClaim(at)))) {
        fault(at.position(), 0, "the chain was cut here by somebody without the key");
      }
      for (int line : noted.damaged()) {
        fault(0, 0, "line " + line + " of the noted places was altered");
      }
      anchored.keySet().removeIf(position -> position < at.position());
      compareWithAnchor();
    }

    void step(AuditStore.Link link) {
      rows++;
      AuditStore.Head head = link.head();
      if (head.position() != at.position() + 1) {
        fault(
            head.position(),
            link.seq(),
            "the positions from " + (at.position() + 1) + " on are missing before this one");
      }
      AuditRow row = link.row();
      if (row == null) {
        fault(head.position(), link.seq(), "the row is missing");
      } else if (!MessageDigest.isEqual(link.mac(), key.mac(row.claim()))) {
        fault(head.position(), link.seq(), "the row is not what the program wrote");
      } else if (!head.hash().equals(hash(at, row, link.mac()))) {
        fault(
            head.position(), link.seq(), "the row does not follow the one before it in the chain");
      }
      at = head;
      compareWithAnchor();
    }

    void end(long[] unchained) {
      if (unchained[0] > 0) {
        fault(0, unchained[1], unchained[0] + " rows are in no link of the chain, this the first");
      }
      long furthest =
          anchored.keySet().stream().mapToLong(Long::longValue).max().orElse(at.position());
      if (furthest > at.position()) {
        fault(
            at.position(), 0, "the end is missing: the chain was noted up to position " + furthest);
      }
    }

    Finding finding() {
      return new Finding(
          rows,
          List.copyOf(faults),
          faultCount,
          at.position(),
          at.hash(),
          anchored.size(),
          noted.restarts());
    }

    private void compareWithAnchor() {
      @Nullable String hash = anchored.get(at.position());
      if (hash != null && !hash.equals(at.hash())) {
        fault(at.position(), 0, "the chain is not the one that was noted at this place");
      }
    }

    private void fault(long position, long seq, String what) {
      faultCount++;
      if (faults.size() < MOST_FAULTS_NAMED) {
        faults.add(new Fault(position, seq, what));
      }
    }
  }

  private static String hash(AuditStore.Head before, AuditRow row, byte[] mac) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(before.hashBytes());
      digest.update(row.form(HexFormat.of().formatHex(mac)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
