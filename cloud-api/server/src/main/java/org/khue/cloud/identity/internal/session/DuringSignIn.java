package org.khue.cloud.identity.internal.session;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route that a session may call before its sign-in is complete.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DuringSignIn {

  /// In which stages, beside [Stage#FULL].
  Stage[] value();
}
