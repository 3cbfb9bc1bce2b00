package org.khue.cloud.equipment.utilisation.pages;

import org.khue.cloud.equipment.utilisation.model.Figures;

/// A week of the trend.
///
/// @param trusted whether its coverage reaches the threshold
public record Trend(String name, Figures figures, boolean trusted) {}
