package io.groundswell.keda.deployment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
final class NearMiss {

  private NearMiss() {}

  /**
   * The known word that differs least, if it differs by no more than a typing error or a confusion
   * of two forms of a word would explain: a quarter of its letters, and at least two, case aside.
   */
  static Optional<String> of(String word, Collection<String> known) {
    int bound = Math.max(2, word.length() / 4);
    return known.stream()
        .filter(k -> distance(word, k) <= bound && distance(word, k) < k.length())
        .min(
            Comparator.comparingInt((String k) -> distance(word, k))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Letters to insert, delete or replace (V. Levenshtein, 1966), case aside. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
