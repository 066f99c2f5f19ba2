package dev.adjoint.codegen.tuning;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.codegen.emit.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Findings as lines for people, which can be read back.
 *
 * <pre>
 * machine AMD EPYC, 2 processors; OpenJDK 64-Bit Server VM 17.0.15+6; 8 lanes, 1 thread, 64 rows
 * seconds 1.25 of 2.00
 * kernel m &lt; rows n &lt; 16 k &lt; 784; ...
 * formula relu1Max = max((dense1Dot' + dense1Bias), 0)
 * standard 123.4 us  right 4x2
 * chosen 110.2 us  right 6x2 packed
 * tried 130.9 us  left 4x2
 * </pre>
 */
final class FindingsText {
    private static final Pattern SECONDS = Pattern.compile("(\\d+\\.\\d{2}) of (\\d+\\.\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d+\\.\\d{2}|not steady) us {2}(\\S.*)");
    private static final String NOT_STEADY = "not steady";

    private FindingsText() {}

    static String write(Findings findings) {
        StringBuilder text = new StringBuilder();
        line(text, "machine", findings.machine());
        line(text, "seconds", String.format(Locale.ROOT, "%.2f of %.2f", findings.seconds(), findings.budget()));
        for (Times times : findings.kernels()) {
            line(text, "kernel", times.kernel());
            line(text, "formula", times.formula());
            for (int i = 0; i < times.measured().size(); i++) {
                Times.Time time = times.measured().get(i);
                boolean chosen = times.isChange() && time.cut().equals(times.chosen());
                String microseconds = Double.isFinite(time.microseconds())
                        ? String.format(Locale.ROOT, "%.2f", time.microseconds())
                        : NOT_STEADY;
                line(text, i == 0 ? "standard" : chosen ? "chosen" : "tried", microseconds + " us  " + time.cut());
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String word, String rest) {
        text.append(word).append(' ').append(rest).append('\n');
    }

    /**
     * The findings that a text tells of.
     *
     * @throws PersistenceException if {@link #write} did not write it
     */
    static Findings read(List<String> lines) {
        if (lines.size() < 2) {
            throw new PersistenceException("it has " + lines.size() + " lines of findings; expected at least 2");
        }
        String machine = rest(lines.get(0), "machine");
        Matcher seconds = SECONDS.matcher(rest(lines.get(1), "seconds"));
        if (!seconds.matches()) {
            throw unexpected(lines.get(1), "seconds 1.00 of 2.00");
        }
        List<Times> kernels = new ArrayList<>();
        int at = 2;
        while (at < lines.size()) {
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).startsWith("kernel ")) {
                end++;
            }
            kernels.add(kernel(lines.subList(at, end)));
            at = end;
        }
        return new Findings(
                machine, Double.parseDouble(seconds.group(1)), Double.parseDouble(seconds.group(2)), kernels);
    }

    private static Times kernel(List<String> lines) {
        String kernel = rest(lines.get(0), "kernel");
        if (lines.size() < 3) {
            throw unexpected(lines.get(lines.size() - 1), "a formula and times after a kernel");
        }
        String formula = rest(lines.get(1), "formula");
        List<Times.Time> measured = new ArrayList<>(List.of(time(rest(lines.get(2), "standard"))));
        Cut chosen = measured.get(0).cut();
        for (String line : lines.subList(3, lines.size())) {
            boolean isChosen = line.startsWith("chosen ");
            Times.Time time = time(rest(line, isChosen ? "chosen" : "tried"));
            measured.add(time);
            chosen = isChosen ? time.cut() : chosen;
        }
        return new Times(kernel, formula, measured, chosen);
    }

    private static Times.Time time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw unexpected(text, "12.34 us  right 4x2");
        }
        String number = parts.group(1);
        return new Times.Time(
                Cut.parse(parts.group(2)).orElseThrow(() -> unexpected(text, "12.34 us  right 4x2")),
                number.equals(NOT_STEADY) ? Double.POSITIVE_INFINITY : Double.parseDouble(number));
    }

    private static String rest(String line, String word) {
        if (!line.startsWith(word + " ")) {
            throw unexpected(line, word + " ...");
        }
        return line.substring(word.length() + 1);
    }

    private static PersistenceException unexpected(String line, String expected) {
        return new PersistenceException("it says '" + line + "' where '" + expected + "' was expected");
    }
}
