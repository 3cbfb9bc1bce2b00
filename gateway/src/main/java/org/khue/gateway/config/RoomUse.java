package org.khue.gateway.config;

import org.khue.driver.UseRule;

/// How the use of the room itself is told: from a point of one of its devices.
public record RoomUse(String device, UseRule rule) {}
