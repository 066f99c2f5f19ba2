package dev.adjoint.runtime.text;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The known word that a mistyped one was meant to be. Words are compared by the number of insertions, deletions,
 * substitutions and swaps of neighbours between them (Damerau 1964, Levenshtein 1966; no part edited twice), without
 * regard to case, dashes, underscores and blanks, so that {@code LeakyReLU} is {@code leaky-relu}.
 */
public final class Nearest {
    private static final int LONGEST = 64;
    private static final Pattern INNER_LETTERS = Pattern.compile("(?<=[^-])[^-]|-");

    private Nearest() {}

    /** All known words, the nearest first, equally near ones in alphabetical order. */
    public static List<String> order(String word, Collection<String> known) {
        String wanted = plain(word);
        return known.stream()
                .sorted(comparingInt((String candidate) -> steps(wanted, candidate))
                        .thenComparing(naturalOrder()))
                .toList();
    }

    /**
     * The nearest known word, where it is so near that it may have been meant: a third of its letters are wrong, its end is
     * missing, or nothing but the first letters of its parts is there ({@code lr} for {@code learning-rate}).
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = plain(word);
        return order(word, known).stream()
                .findFirst()
                .filter(nearest -> steps(wanted, nearest) <= Math.max(1, nearest.length() / 3));
    }

    /** The question to append to a message: {@code , did you mean 'dense'?}, or nothing where no word is near. */
    public static String question(String word, Collection<String> known) {
        return to(word, known)
                .map(nearest -> ", did you mean '" + nearest + "'?")
                .orElse("");
    }

    /** The distance; a word whose end is missing is one step away, however long the end, and so are initials. */
    private static int steps(String wanted, String candidate) {
        String plain = plain(candidate);
        boolean shortened = plain.startsWith(wanted) || wanted.equals(initials(candidate));
        int distance = distance(wanted, plain);
        return wanted.length() > 1 && shortened ? Math.min(1, distance) : distance;
    }

    /** The first letters of the parts of a word, {@code mse} for {@code mean-squared-error}. */
    private static String initials(String word) {
        return INNER_LETTERS.matcher(word).replaceAll("");
    }

    /** The number of single-letter edits, swaps of neighbours included, between two words. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + changed);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }

    private static String plain(String word) {
        String clipped = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
        return clipped.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
