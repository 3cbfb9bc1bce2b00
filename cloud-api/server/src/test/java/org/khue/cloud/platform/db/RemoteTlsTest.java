package org.khue.cloud.platform.db;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class RemoteTlsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example:5432/khue",
        "jdbc:postgresql://db.example/khue?sslmode=require",
        "jdbc:postgresql://localhost:5432,db.example:5432/khue",
        "jdbc:postgresql://10.0.0.5/khue?sslmode=disable",
      })
  void aDatabaseOnAnotherMachineIsRefusedWithoutCheckedTls(String url) {
    DatabaseUnavailableException refused =
        assertThrows(DatabaseUnavailableException.class, () -> Migrations.requireTls(source(url)));
    assertTrue(String.valueOf(refused.getMessage()).contains("sslmode=verify-full"));
  }

  @Test
  void aDatabaseOnThisMachineAndOneThatIsCheckedAreTaken() {
    Migrations.requireTls(source("jdbc:postgresql://127.0.0.1:5432/khue"));
    Migrations.requireTls(source("jdbc:postgresql://localhost/khue"));
    Migrations.requireTls(source("jdbc:postgresql://db.example/khue?sslmode=verify-full"));
  }

  private static PGSimpleDataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }
}
