package org.khue.cloud.platform.web;

import java.util.Optional;
import org.khue.web.Page;

/// Tells whether the pages show simulated values, for the banner that then stands on all of them.
public interface SimulationNotice {
  Optional<Page.Simulation> current();
}
