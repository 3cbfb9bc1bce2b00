package org.khue.cloud.platform.security;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Somebody making use of one of their rights. It follows the work from thread to thread, and the
/// database shows and takes only rows that lie within the right's scope: a route's right is set
/// when the request comes in.
///
/// Work on no one's behalf, such as a job, names its purpose: [#system]. Work without an [Acting]
/// sees nothing.
///
/// @param right name of the right; empty for a signed-in visitor's own affairs, which opens no rows
///   of any unit
public record Acting(Caller caller, String right) implements PropagatedContextElement {
  private static final String ATTRIBUTE = "khue.acting";

  public static Acting system(String purpose) {
    return new Acting(Caller.system(purpose), "*");
  }

  /// Who acts in this thread now.
  public static Optional<Acting> current() {
    return PropagatedContext.find().flatMap(context -> context.find(Acting.class));
  }

  /// Who acts; where nobody does, that is a bug.
  public static Acting required() {
    return current().orElseThrow(() -> new IllegalStateException("nobody acts here"));
  }

  /// Who sent the request, once the session filter knows.
  public static Optional<Acting> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Acting.class);
  }

  /// Ties this to the request, for code that holds it.
  public void enter(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /// The same caller with another right, for what a page shows beside its main matter.
  public Acting with(String other) {
    return new Acting(caller, other);
  }

  /// Does the work as this caller with this right.
  public <T> T call(Supplier<T> work) {
    return PropagatedContext.getOrEmpty().plus(this).propagate(work);
  }

  /// Does the work as this caller with this right.
  public void run(Runnable work) {
    call(() -> {
      work.run();
      return Boolean.TRUE;
    });
  }

  /// Does work that may fail, such as writing an answer, as this caller with this right.
  public <E extends Exception> void doing(Work<E> work) throws E {
    try (PropagatedContext.Scope ignored = PropagatedContext.getOrEmpty().plus(this).propagate()) {
      work.run();
    }
  }

  /// Work that may fail.
  ///
  /// @param <E> how
  @FunctionalInterface
  public interface Work<E extends Exception> {
    void run() throws E;
  }

  /// Units of the right's scope.
  public Set<UUID> units() {
    return caller.units(right);
  }

  /// Single persons of the right's scope.
  public Set<UUID> persons() {
    return caller.persons(right);
  }

  public boolean everywhere() {
    return caller.holdsEverywhere(right);
  }
}
