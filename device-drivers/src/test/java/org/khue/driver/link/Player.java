package org.khue.driver.link;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Plays the device's part of a dialogue at the far end of a real wire.
final class Player implements AutoCloseable {
  private final FarEnd far;
  private final CompletableFuture<Void> played = new CompletableFuture<>();
  private final Thread thread;

  Player(FarEnd far, Dialogue dialogue) {
    this.far = far;
    this.thread =
        Thread.ofPlatform()
            .name("player")
            .start(() -> {
              try {
                play(dialogue);
                played.complete(null);
              } catch (Exception | AssertionError e) {
                played.completeExceptionally(e);
              }
            });
  }

  private void play(Dialogue dialogue) throws IOException {
    for (Dialogue.Turn turn : dialogue.turns()) {
      switch (turn) {
        case Dialogue.Turn.Ask ask -> hear(ask.bytes());
        case Dialogue.Turn.Answer answer -> far.send(answer.bytes());
        case Dialogue.Turn.HangUp hangUp -> far.hangUp();
      }
    }
  }

  private void hear(byte[] expected) throws IOException {
    for (int at = 0; at < expected.length; ) {
      byte[] buffer = new byte[expected.length - at];
      int count = far.receive(buffer);
      if (count < 0) {
        throw new AssertionError("hung up after " + at + " of " + expected.length + " bytes");
      }
      if (!Arrays.equals(buffer, 0, count, expected, at, at + count)) {
        throw new AssertionError("other bytes than written arrived after byte " + at);
      }
      at += count;
    }
  }

  /// Waits until all was played, and fails if something else came.
  void finish() throws Exception {
    played.get(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    far.close();
    thread.join(5_000);
  }
}
