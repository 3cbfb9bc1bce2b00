package org.khue.cloud.fleet.config;

import java.util.ArrayList;
import java.util.List;

/// What differs between two texts, line by line, as a unified diff shows it: lines with `+`, `-` or
/// a blank before them, and `…` for what is the same and left out.
final class LineDiff {
  private static final int CONTEXT = 3;

  /// Texts with more differing lines than that are shown as taken out and put in as a whole.
  private static final int MOST_LINES = 1_500;

  private LineDiff() {}

  /// Empty if they are the same.
  static List<String> between(String before, String after) {
    if (before.equals(after)) {
      return List.of();
    }
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int head = 0;
    while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(old.size(), now.size()) - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    List<String> lines = new ArrayList<>();
    old.subList(0, head).forEach(line -> lines.add("  " + line));
    middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), lines);
    old.subList(old.size() - tail, old.size()).forEach(line -> lines.add("  " + line));
    return shortened(lines);
  }

  /// By the longest common subsequence.
  private static void middle(List<String> old, List<String> now, List<String> lines) {
    if (old.size() > MOST_LINES || now.size() > MOST_LINES) {
      old.forEach(line -> lines.add("- " + line));
      now.forEach(line -> lines.add("+ " + line));
      return;
    }
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add("  " + old.get(i));
        i++;
        j++;
      } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + old.get(i++));
      } else {
        lines.add("+ " + now.get(j++));
      }
    }
  }

  private static List<String> shortened(List<String> lines) {
    boolean[] near = new boolean[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("  ")) {
        for (int j = Math.max(0, i - CONTEXT); j <= Math.min(near.length - 1, i + CONTEXT); j++) {
          near[j] = true;
        }
      }
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (near[i]) {
        shown.add(lines.get(i));
      } else if (shown.isEmpty() || !shown.getLast().equals("…")) {
        shown.add("…");
      }
    }
    return shown;
  }
}
