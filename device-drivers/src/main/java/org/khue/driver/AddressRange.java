package org.khue.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Private IPv4 addresses that a scan may ask, one by one: `192.168.1.20`, `192.168.1.20-60`,
/// `192.168.1.0/26`; with a port, or a range of ports, behind a colon where devices do not listen
/// on their protocol's own: `127.0.0.1:21010-21019`.
///
/// @param first as a number, the highest byte first
/// @param last not before `first`
/// @param firstPort 0 for each protocol's own port
public record AddressRange(long first, long last, int firstPort, int lastPort) {
  /// So many endpoints at most, in one range and in all ranges of a scan.
  public static final int MOST = 1_024;

  private static final String DOTTED = "(\\d{1,3}(?:\\.\\d{1,3}){3})";
  private static final Pattern FORM =
      Pattern.compile(
          DOTTED
              + "(?:-(?:"
              + DOTTED
              + "|(\\d{1,3}))|/(\\d{1,2}))?(?::(\\d{1,5})(?:-(\\d{1,5}))?)?");

  /// RFC 1918, RFC 3927 (link-local) and the loopback.
  private static final List<String> PRIVATE =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8");

  /// @throws IllegalArgumentException if it is none; the message says what would be right
  public static AddressRange parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no address range: write such as 192.168.1.20, 192.168.1.20-60,"
              + " 192.168.1.0/26 or 127.0.0.1:21010-21019");
    }
    long from = number(form.group(1), text);
    long to = from;
    if (form.group(2) != null) {
      to = number(form.group(2), text);
    } else if (form.group(3) != null) {
      to = (from & ~0xFFL) | byteOf(form.group(3), text);
    } else if (form.group(4) != null) {
      int bits = Integer.parseInt(form.group(4));
      if (bits < 16 || bits > 32) {
        throw new IllegalArgumentException("'" + text + "': a network is /16 to /32 wide");
      }
      long size = 1L << (32 - bits);
      long network = from & -size;
      // The first and the last address of a network are nobody's.
      from = size > 2 ? network + 1 : network;
      to = size > 2 ? network + size - 2 : network + size - 1;
    }
    int low = form.group(5) == null ? 0 : port(form.group(5), text);
    int high = form.group(6) == null ? low : port(form.group(6), text);
    return checked(new AddressRange(from, to, low, high), text);
  }

  private static AddressRange checked(AddressRange range, String text) {
    if (range.last < range.first || range.lastPort < range.firstPort) {
      throw new IllegalArgumentException("'" + text + "' ends before it begins");
    }
    if (!isPrivate(range.first, range.last)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not private: only addresses of the school's own network are asked");
    }
    if (range.size() > MOST) {
      throw new IllegalArgumentException(
          "'%s' is %d addresses: at most %d are asked, list the parts where devices are"
              .formatted(text, range.size(), MOST));
    }
    return range;
  }

  private static boolean isPrivate(long from, long to) {
    for (String network : PRIVATE) {
      int slash = network.indexOf('/');
      long base = number(network.substring(0, slash), network);
      long size = 1L << (32 - Integer.parseInt(network.substring(slash + 1)));
      if (from >= base && to < base + size) {
        return true;
      }
    }
    return false;
  }

  private static long number(String dotted, String text) {
    long number = 0;
    for (String part : dotted.split("\\.", -1)) {
      number = number << 8 | byteOf(part, text);
    }
    return number;
  }

  private static int byteOf(String digits, String text) {
    int value = Integer.parseInt(digits);
    if (value > 255) {
      throw new IllegalArgumentException("'" + text + "': " + value + " is over 255");
    }
    return value;
  }

  private static int port(String digits, String text) {
    int value = Integer.parseInt(digits);
    if (value < 1 || value > 65_535) {
      throw new IllegalArgumentException("'" + text + "': a port is 1 to 65535");
    }
    return value;
  }

  /// How many endpoints it names.
  public long size() {
    return (last - first + 1) * (lastPort - firstPort + 1L);
  }

  /// All of them, in order.
  ///
  /// @param usualPort stands where the range names no port
  List<Endpoint> endpoints(int usualPort) {
    List<Endpoint> all = new ArrayList<>();
    for (long address = first; address <= last; address++) {
      String host =
          "%d.%d.%d.%d"
              .formatted(
                  address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
      for (int port = firstPort; port <= lastPort; port++) {
        all.add(new Endpoint(host, port == 0 ? usualPort : port));
      }
    }
    return all;
  }
}
