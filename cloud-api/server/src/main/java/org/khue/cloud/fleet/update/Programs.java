package org.khue.cloud.fleet.update;

import jakarta.inject.Singleton;
import java.util.List;
import org.khue.cloud.platform.db.Transactions;

/// The programs of the gateways within the scope.
@Singleton
public final class Programs {
  /// The right to see them: that of the gateways themselves.
  public static final String SEE = "gateways.see";

  private final Transactions transactions;

  Programs(Transactions transactions) {
    this.transactions = transactions;
  }

  /// By the gateways' ids; those that have told nothing yet are not among them.
  ///
  /// @param gateway the last one that is known already; empty to begin
  /// @param limit at least 1
  public List<Program> after(String gateway, int limit) {
    return transactions.run(
        "reading programs of gateways", read -> ProgramStore.after(read, gateway, limit));
  }
}
