package dev.adjoint.codegen.emit;

import java.util.Collection;

/** The words of Java source: runs of letters, digits and underscores. */
final class Words {
    /** Takes the words one by one. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes a word of a line, from start to end - 1.
         */
        void visit(String line, int start, int end);
    }

    private static final boolean[] PARTS = new boolean[128];

    static {
        for (char c = 0; c < PARTS.length; c++) {
            PARTS[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
        }
    }

    private Words() {}

    static void visit(Collection<String> lines, Visitor visitor) {
        for (String line : lines) {
            int start = 0;
            while (start < line.length()) {
                int end = start;
                while (end < line.length() && isPart(line.charAt(end))) {
                    end++;
                }
                if (end > start) {
                    visitor.visit(line, start, end);
                }
                start = end + 1;
            }
        }
    }

    private static boolean isPart(char c) {
        return c < PARTS.length && PARTS[c];
    }

    static int count(Collection<String> lines) {
        int[] count = {0};
        visit(lines, (line, start, end) -> count[0]++);
        return count[0];
    }

    /** Whether an array may stand there: not behind a dot, and before a bracket, a comma or a closing parenthesis. */
    static boolean mayBeArray(String line, int start, int end) {
        return (start == 0 || line.charAt(start - 1) != '.')
                && end < line.length()
                && "[,)".indexOf(line.charAt(end)) >= 0;
    }
}
