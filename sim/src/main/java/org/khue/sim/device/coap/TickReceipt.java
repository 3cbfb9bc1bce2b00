package org.khue.sim.device.coap;

import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Response;
import org.khue.sim.ledger.Ticks;

/// Watches one response and settles the number of the sample in it.
///
/// A notification is confirmable: acknowledged it was sent; reset by the receiver, which RFC 7252
/// (section 4.2) makes it do with a message that it cannot place, it was not taken; never answered,
/// nobody knows. The answer to a request travels without a confirmation of its own and counts when
/// it is on the wire.
final class TickReceipt extends MessageObserverAdapter {
  private final Response response;
  private final Ticks ticks;
  private final long tick;
  private final Runnable settled;
  private volatile boolean onWire;

  TickReceipt(Response response, Ticks ticks, long tick, Runnable settled) {
    this.response = response;
    this.ticks = ticks;
    this.tick = tick;
    this.settled = settled;
  }

  /// Whether it has left or is about to.
  boolean isOnWire() {
    return onWire;
  }

  /// Has it not leave, if that is not too late: its number is uncertain then.
  void callOff() {
    response.cancel();
  }

  @Override
  public void onReadyToSend() {
    onWire = true;
  }

  @Override
  public void onSent(boolean retransmission) {
    if (response.getType() != Type.CON) {
      ticks.sent(tick);
      settled.run();
    }
  }

  @Override
  public void onAcknowledgement() {
    ticks.sent(tick);
    settled.run();
  }

  @Override
  public void onReject() {
    ticks.unsent(tick);
    settled.run();
  }

  @Override
  public void onTimeout() {
    ticks.uncertain(tick);
    settled.run();
  }

  @Override
  public void onCancel() {
    onTimeout();
  }

  @Override
  public void onSendError(Throwable error) {
    onTimeout();
  }
}
