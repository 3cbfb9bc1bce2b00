package org.khue.cloud.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route that does something dangerous: whoever calls it must have proved within the last
/// ten minutes who they are, or is asked to now. API tokens may not call it. Stands beside [Needs]
/// or [SignedIn].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface StepUp {}
