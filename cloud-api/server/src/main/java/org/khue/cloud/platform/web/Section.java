package org.khue.cloud.platform.web;

/// A link of the main navigation; a module declares one as a bean for each of its sections.
///
/// @param id equal to the section of the pages below it
/// @param labelKey key of the link's text
/// @param order place in the navigation, the lowest first
public record Section(String id, String href, String labelKey, int order) {}
