package org.khue.driver.coap;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// A node at its address: asks it, and waits for the answer.
final class Node implements AutoCloseable {
  private final CoapNodes.Socket socket;
  private final InetSocketAddress address;
  private final String target;
  private final int accept;
  private final Set<Request> pending = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// @param accept the content format asked for; -1 for any
  Node(CoapNodes.Socket socket, InetSocketAddress address, String target, int accept) {
    this.socket = socket;
    this.address = address;
    this.target = target;
    this.accept = accept;
  }

  CoapNodes.Socket socket() {
    return socket;
  }

  String where(String path) {
    return target + path;
  }

  /// A GET that has not been sent. CoAP over UDP: confirmable.
  Request get(String path) {
    Request request = Request.newGet();
    request.setConfirmable(true);
    request.setDestinationContext(new AddressEndpointContext(address));
    request.getOptions().setUriPath(path);
    if (accept >= 0) {
      request.getOptions().setAccept(accept);
    }
    return request;
  }

  Outcome<Response> ask(String path, Deadline deadline) {
    return ask(get(path), path, deadline);
  }

  /// Sends it and waits for the answer to it.
  Outcome<Response> ask(Request request, String path, Deadline deadline) {
    pending.add(request);
    try {
      if (closed) {
        return Outcome.failed(goneByUs());
      }
      request.send(socket.endpoint());
      return await(request, path, deadline);
    } finally {
      pending.remove(request);
    }
  }

  private Outcome<Response> await(Request request, String path, Deadline deadline) {
    try {
      Response response = request.waitForResponse(Math.max(1, deadline.remaining().toMillis()));
      if (response != null) {
        return Outcome.ok(response);
      }
    } catch (InterruptedException e) {
      request.cancel();
      Thread.currentThread().interrupt();
      return Outcome.failed(new Fault.Gone("Stopped while waiting for " + where(path)));
    }
    Fault fault = closed ? goneByUs() : whyNone(request, where(path));
    request.cancel();
    return Outcome.failed(fault);
  }

  /// Why a request got no answer.
  static Fault whyNone(Request request, String where) {
    Throwable error = request.getSendError();
    if (error != null) {
      return new Fault.Gone("Cannot send to " + where + ": " + error);
    }
    if (request.isRejected()) {
      return new Fault.Refused(where + " rejected the message: does it speak CoAP?");
    }
    return new Fault.Timeout(
        "No answer from " + where + ": is the node on, are address and port right?");
  }

  private Fault goneByUs() {
    return new Fault.Gone("The driver of " + target + " is closed");
  }

  @Override
  public void close() {
    closed = true;
    pending.forEach(Request::cancel);
  }
}
