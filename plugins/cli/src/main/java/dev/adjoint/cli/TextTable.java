package dev.adjoint.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its longest cell. */
final class TextTable {
    private final String indent;
    private final List<List<String>> lines = new ArrayList<>();

    TextTable(String indent) {
        this.indent = indent;
    }

    /** Adds a line; every line has as many cells. */
    void add(String... cells) {
        lines.add(List.of(cells));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder(indent);
            for (int column = 0; column < line.size(); column++) {
                String cell = line.get(column);
                padded.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
            }
            text.append(padded.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private int width(int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
