package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "192.168.1.20, 1, 192.168.1.20:502",
    "192.168.1.20-60, 41, 192.168.1.20:502",
    "10.0.0.250-10.0.1.4, 11, 10.0.0.250:502",
    "192.168.1.0/26, 62, 192.168.1.1:502",
    "192.168.1.77/26, 62, 192.168.1.65:502",
    "172.31.255.254/32, 1, 172.31.255.254:502",
    "127.0.0.1:21010-21019, 10, 127.0.0.1:21010",
    "10.1.2.3-4:5025, 2, 10.1.2.3:5025",
    "192.168.0.0/22, 1022, 192.168.0.1:502",
  })
  void aRangeNamesItsAddresses(String text, int size, String first) {
    AddressRange range = AddressRange.parse(text);
    List<Endpoint> all = range.endpoints(502);
    assertEquals(size, range.size());
    assertEquals(size, all.size());
    assertEquals(first, all.getFirst().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, not private",
    "172.32.0.1, not private",
    "192.167.255.250-192.168.0.4, not private",
    "192.168.1.60-20, ends before",
    "127.0.0.1:30-20, ends before",
    "192.168.0.0/21, at most 1024",
    "10.0.0.0/8, /16 to /32",
    "192.168.1.0-255:1-100, at most 1024",
    "192.168.1.256, over 255",
    "127.0.0.1:70000, a port is 1 to 65535",
    "projector.local, is no address range",
    "192.168.1.*, is no address range",
  })
  void whatMayNotBeAskedIsRefusedWithTheReason(String text, String says) {
    String told =
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text)).toString();
    assertTrue(told.contains(says), told);
  }
}
