package org.khue.gateway.local.web;

import java.util.concurrent.atomic.AtomicReference;

/// Somebody who is signed in.
public final class Session {
  private final String id;
  private final Person person;
  private final long beganMicros;
  private final AtomicReference<String> notice = new AtomicReference<>("");
  private volatile long usedMicros;

  Session(String id, Person person, long nowMicros) {
    this.id = id;
    this.person = person;
    beganMicros = nowMicros;
    usedMicros = nowMicros;
  }

  /// What the cookie carries.
  String id() {
    return id;
  }

  public Role role() {
    return person.role();
  }

  /// The person of the card; empty for whoever came with the PIN. Never into a log.
  public String name() {
    return person.name();
  }

  /// How events tell who it is.
  public String by() {
    return person.by();
  }

  /// Says something on the next page that this session opens.
  public void say(String text) {
    notice.set(text);
  }

  /// What is to be said, once; empty for nothing.
  String takeNotice() {
    return notice.getAndSet("");
  }

  void use(long nowMicros) {
    usedMicros = nowMicros;
  }

  long usedMicros() {
    return usedMicros;
  }

  long beganMicros() {
    return beganMicros;
  }

  /// Without id and name.
  @Override
  public String toString() {
    return "Session[" + person.role() + "]";
  }
}
