package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.khue.cloud.TestCloud;

/// Words that are looked for in every column of every table, as text and as bytes.
record Needles(TestCloud cloud, List<String> words) {

  /// Where they stand: table and word.
  List<String> hits() {
    List<String> hits = new ArrayList<>();
    List<List<Object>> tables =
        cloud.rows(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid ="
                + " c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog',"
                + " 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'");
    assertTrue(tables.size() > 25, "too few tables were found: " + tables.size());
    for (List<Object> table : tables) {
      for (String word : words) {
        String hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        long rows =
            cloud.count(
                "SELECT count(*) FROM "
                    + table.getFirst()
                    + " t WHERE strpos(t::text, '"
                    + word
                    + "') > 0 OR strpos(t::text, '"
                    + hex
                    + "') > 0");
        if (rows > 0) {
          hits.add(table.getFirst() + ": " + word);
        }
      }
    }
    return hits;
  }
}
