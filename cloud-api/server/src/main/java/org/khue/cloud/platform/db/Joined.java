package org.khue.cloud.platform.db;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The transaction that the work of this thread joins: while it is set, every connection that the
/// thread takes is that of the transaction, and neither commits, rolls back nor closes it.
final class Joined {
  private static final ThreadLocal<@Nullable Connection> CURRENT = new ThreadLocal<>();

  private Joined() {}

  static Optional<Connection> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  static <T> T call(Connection transaction, Supplier<T> work) {
    Connection outer = CURRENT.get();
    CURRENT.set(transaction);
    try {
      return work.get();
    } finally {
      CURRENT.set(outer);
    }
  }

  /// The transaction's connection for one who took it as their own.
  ///
  /// @param given what happens when they give it back
  static Connection lent(Connection transaction, AutoCloseable given) {
    return (Connection)
        Proxy.newProxyInstance(
            Joined.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "close" -> {
                  given.close();
                  return null;
                }
                case "commit", "setAutoCommit" -> {
                  return null;
                }
                case "rollback" -> {
                  if (arguments == null) {
                    return null; // the exception that causes it ends the whole transaction
                  }
                }
                default -> {}
              }
              try {
                return method.invoke(transaction, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
