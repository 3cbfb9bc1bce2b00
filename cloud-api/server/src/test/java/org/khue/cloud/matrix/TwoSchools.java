package org.khue.cloud.matrix;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Reach;

/// A cloud with two schools of one ward. All that the modules' samples need stands at the first.
final class TwoSchools implements AutoCloseable {
  static final UUID WARD = UUID.fromString("00000000-0000-7000-8000-0000000000a0");
  static final UUID SCHOOL = UUID.fromString("00000000-0000-7000-8000-0000000000a1");
  static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-0000000000a2");

  private final TestCloud cloud;
  private final Map<String, Call> calls;

  private TwoSchools(TestCloud cloud, Map<String, Call> calls) {
    this.cloud = cloud;
    this.calls = calls;
  }

  static TwoSchools open(Object... beans) {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    TestCloud cloud = TestCloud.start(settings, beans);
    try (Connection owner = cloud.bean(Database.class).ownerSource().getConnection()) {
      owner.setAutoCommit(false);
      Reach.replace(owner, List.of(new Reach.Pair(WARD, SCHOOL), new Reach.Pair(WARD, OTHER)));
      owner.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Map<String, Call> calls = new TreeMap<>();
    for (Sample sample : ServiceLoader.load(Sample.class)) {
      sample
          .calls(cloud, SCHOOL)
          .forEach((route, call) -> {
            if (calls.put(route, call) != null) {
              throw new IllegalStateException("two samples know " + route);
            }
          });
    }
    return new TwoSchools(cloud, calls);
  }

  TestCloud cloud() {
    return cloud;
  }

  Map<String, Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    cloud.close();
  }
}
