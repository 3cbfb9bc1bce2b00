/// The pages of rooms, devices, use and gateways: what people see of fleet, telemetry and
/// equipment.
@NullMarked
package org.khue.cloud.pages;

import org.jspecify.annotations.NullMarked;
