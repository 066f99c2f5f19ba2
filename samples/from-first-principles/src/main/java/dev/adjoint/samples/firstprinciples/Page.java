package dev.adjoint.samples.firstprinciples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Text in lines: headings, paragraphs, and tables whose columns are as wide as what is in them. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    /** One line of a table: texts, which stand flush left, and numbers, whose points stand below each other. */
    record Row(List<Object> cells) {
        static Row of(Object... cells) {
            return new Row(Arrays.asList(cells));
        }

        private String cell(int column, int decimals) {
            Object cell = cells.get(column);
            return cell instanceof Number number
                    ? String.format(Locale.ROOT, "%." + decimals + "f", positiveZero(number.doubleValue()))
                    : cell.toString();
        }

        /** How many digits behind the point a number needs. */
        private int decimals(int column) {
            return cells.get(column) instanceof Number number ? Page.decimals(number.doubleValue()) : 0;
        }

        private boolean isText(int column) {
            return cells.get(column) instanceof String string && !string.isEmpty();
        }
    }

    void heading(String heading) {
        text.append(text.isEmpty() ? "" : "\n\n").append(heading).append('\n');
        text.append("-".repeat(heading.length())).append('\n');
    }

    /** Lines of text behind an empty one. */
    void text(String lines) {
        text.append('\n').append(lines.stripTrailing()).append('\n');
    }

    /** An indented table behind an empty line. */
    void table(Row header, List<Row> rows) {
        List<Row> all = new ArrayList<>(rows);
        all.add(0, header);
        String[] lines = new String[all.size()];
        Arrays.fill(lines, " ");
        for (int i = 0; i < header.cells().size(); i++) {
            int column = i;
            int decimals =
                    rows.stream().mapToInt(row -> row.decimals(column)).max().orElse(0);
            List<String> cells =
                    all.stream().map(row -> row.cell(column, decimals)).toList();
            int width = cells.stream().mapToInt(String::length).max().orElse(0);
            boolean left = rows.stream().anyMatch(row -> row.isText(column));
            for (int line = 0; line < lines.length; line++) {
                String cell = cells.get(line);
                String blank = " ".repeat(width - cell.length());
                lines[line] += "   " + (left ? cell + blank : blank + cell);
            }
        }
        text.append('\n');
        for (String line : lines) {
            text.append(line.stripTrailing()).append('\n');
        }
    }

    /** As many digits behind the point as it needs, at most four: {@code 30.006}, {@code 2.4}, {@code 60}. */
    static String number(double value) {
        return Row.of(value).cell(0, decimals(value));
    }

    private static int decimals(double value) {
        int decimals = 0;
        for (double rest = Math.rint(Math.abs(value) * 1e4); decimals < 4; decimals++) {
            if (rest % Math.pow(10, 4 - decimals) == 0) {
                break;
            }
        }
        return decimals;
    }

    /** The value, but zero without a sign where only zeros would be written. */
    private static double positiveZero(double value) {
        return Math.abs(value) < 0.5e-4 ? 0 : value;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
