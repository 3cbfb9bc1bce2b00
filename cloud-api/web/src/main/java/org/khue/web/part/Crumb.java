package org.khue.web.part;

/// A page above this one.
public record Crumb(String label, String href) {}
