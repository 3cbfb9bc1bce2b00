package org.khue.cloud.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The right that a caller of the route must hold. The rows that the route meets are those within
/// the scope of that right, by row-level security.
///
/// Every route bears exactly one of `@Needs`, [SignedIn], [MachineAccess] and `@OpenRoute`; a route
/// without one is refused, and fails the build.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {

  /// Name of the right, such as `people.read`; it must stand in the table of roles.
  String value();
}
