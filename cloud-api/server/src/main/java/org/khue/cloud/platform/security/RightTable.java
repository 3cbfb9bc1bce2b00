package org.khue.cloud.platform.security;

/// The rights that a module knows, and the roles that have each: a YAML file on the class path,
/// declared as a bean by the module. A map of right to a list of role codes:
///
/// ```yaml
/// people.read: [principal, vice-principal, teacher]
/// ```
///
/// @param resource such as `org/khue/cloud/people/rights.yaml`
public record RightTable(String resource) {}
