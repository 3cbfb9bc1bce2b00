package org.khue.gateway.local.web;

import java.util.concurrent.atomic.AtomicReference;

/// Somebody who is signed in.
public final class Session {
  private final String id;
  private final Role role;
  private final String name;
  private final long beganMicros;
  private final AtomicReference<String> notice = new AtomicReference<>("");
  private volatile long usedMicros;

  Session(String id, Role role, String name, long nowMicros) {
    this.id = id;
    this.role = role;
    this.name = name;
    beganMicros = nowMicros;
    usedMicros = nowMicros;
  }

  /// What the cookie carries.
  String id() {
    return id;
  }

  public Role role() {
    return role;
  }

  /// The person of the card; empty for whoever came with the PIN. Never into a log.
  public String name() {
    return name;
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
    return "Session[" + role + "]";
  }
}
