package org.khue.cloud.platform.web;

/// A bundle of texts that a module brings; declared as a bean.
///
/// @param name class-path name as in [org.khue.web.i18n.Messages#load]
public record TextBundle(String name) {}
