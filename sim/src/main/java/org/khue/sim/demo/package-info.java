/// The whole chain on one machine: cloud, gateways and simulated devices as separate processes.
@NullMarked
package org.khue.sim.demo;

import org.jspecify.annotations.NullMarked;
