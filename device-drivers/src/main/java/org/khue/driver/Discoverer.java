package org.khue.driver;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Looks for devices of one wire. Rules that the contract suite (`AbstractDiscovererContract`)
/// holds:
///
/// 1. It asks only within its [Scope], at the scope's pace, and has ended by the deadline.
/// 2. It only reads: nothing that it sends changes a device.
/// 3. It leaves neither connections nor threads behind.
/// 4. Garbage, silence and half answers of one address hide no other.
/// 5. The identity of a candidate is the one that [Driver#probe] tells, so that a device is known
///    again wherever it turns up.
public interface Discoverer {

  /// Looks once. Findings may come from any thread, but none after the return.
  ///
  /// @return what kept it from looking at a part of its scope, such as a broker that is away; an
  ///   address where nobody answers is no fault
  /// @throws InterruptedException if the thread is told to stop; all has ended then as well
  List<Fault> scan(Scope scope, Consumer<Candidate> inbox) throws InterruptedException;

  /// Where a connection block leads.
  Place place(Map<String, Object> connection);

  /// Makes the device show itself to whoever stands before it, in ways that harm nothing.
  ///
  /// @return [Fault.Refused] if it cannot; the message says how else to find it
  default Outcome<Receipt> show(Candidate candidate, Links links, Deadline deadline) {
    return Outcome.failed(new Fault.Refused("This kind of device has nothing to show itself with"));
  }

  /// Two connections that lead to one place lead to one device.
  ///
  /// @param wire what one user alone may hold, such as `10.0.3.7:5025` or `/dev/ttyUSB0`; empty if
  ///   many may use it at a time
  /// @param address tells the devices of a wire apart
  record Place(String wire, String address) {}
}
