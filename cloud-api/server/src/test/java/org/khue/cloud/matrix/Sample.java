package org.khue.cloud.matrix;

import java.util.Map;
import java.util.UUID;
import org.khue.cloud.TestCloud;

/// What a module's routes are called with in the authorization matrix. Each module's tests name
/// theirs in `META-INF/services/org.khue.cloud.matrix.Sample`; a route that no sample knows fails
/// the matrix.
public interface Sample {

  /// Puts into the cloud what the calls are about, all of it at that school, and says how each of
  /// the module's routes is called.
  ///
  /// @param school a unit below a ward; another school beside it has nothing
  /// @return by route, such as `GET /rooms/{gateway}`
  Map<String, Call> calls(TestCloud cloud, UUID school);
}
