package dev.adjoint.samples.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns of words: the first ones to the left, the others to the right. */
public final class TextTable {
    private final int left;
    private final List<List<String>> lines = new ArrayList<>();

    /**
     * A table with a head.
     *
     * @param left how many columns begin at their left
     */
    public TextTable(int left, List<String> head) {
        this.left = left;
        lines.add(List.copyOf(head));
    }

    public void add(List<String> cells) {
        lines.add(List.copyOf(cells));
    }

    @Override
    public String toString() {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String format = "%" + (i < left ? "-" : "") + widths[i] + "s";
                text.append(i == 0 ? "" : "  ").append(String.format(Locale.ROOT, format, line.get(i)));
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }
}
