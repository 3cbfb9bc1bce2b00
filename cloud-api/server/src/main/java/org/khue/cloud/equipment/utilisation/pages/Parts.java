package org.khue.cloud.equipment.utilisation.pages;

import java.util.List;
import org.khue.web.part.Heat;
import org.khue.web.part.Tile;

/// What stands on the page around the table, in the reader's words.
///
/// @param unwatched how many rooms or devices were left out because nothing ever told of their use
/// @param findings address of the findings of the same choice
/// @param report address of the form that signs the same choice off
public record Parts(
    List<Tile> tiles,
    String sentence,
    Heat heat,
    String heatSentence,
    List<Trend> trend,
    String trendSentence,
    int unwatched,
    String findings,
    String report) {}
