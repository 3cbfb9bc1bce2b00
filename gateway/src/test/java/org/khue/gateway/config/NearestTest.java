package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> WORDS = List.of("connection", "profile", "points", "id");

  @ParameterizedTest
  @CsvSource({
    "conection, connection",
    "connexion, connection",
    "Profile, profile",
    "proflie, profile",
    "point, points",
    "di, id",
    "address, ''",
    "x, ''"
  })
  void aMisspeltWordFindsTheOneThatWasMeant(String written, String meant) {
    assertEquals(meant, Nearest.to(written, WORDS));
  }
}
