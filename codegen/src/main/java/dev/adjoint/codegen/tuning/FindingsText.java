package dev.adjoint.codegen.tuning;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.schedule.Fusions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
 * fusion [n, 784] and [n, 1024] over [0] and [0]
 * formula dense1Kernel = (dense1Kernel - (dot(input, relu1Where) * 0.01))
 * standard 812.34 us  used panel by panel
 * tried 934.56 us  stored as a whole, then used
 * </pre>
 */
final class FindingsText {
    private static final Pattern SECONDS = Pattern.compile("(\\d+\\.\\d{2}) of (\\d+\\.\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d+\\.\\d{2}|not steady) us {2}(\\S.*)");
    private static final String NOT_STEADY = "not steady";
    private static final String EXAMPLE = "12.34 us  right 4x2";
    static final String KERNEL = "kernel";
    static final String FUSION = "fusion";

    private FindingsText() {}

    static String write(Findings findings) {
        StringBuilder text = new StringBuilder();
        line(text, "machine", findings.machine());
        line(text, "seconds", String.format(Locale.ROOT, "%.2f of %.2f", findings.seconds(), findings.budget()));
        findings.kernels().forEach(times -> times(text, KERNEL, times));
        findings.fusions().forEach(times -> times(text, FUSION, times));
        return text.toString();
    }

    private static <W> void times(StringBuilder text, String word, Times<W> times) {
        line(text, word, times.subject());
        line(text, "formula", times.formula());
        for (int i = 0; i < times.measured().size(); i++) {
            Times.Time<W> time = times.measured().get(i);
            boolean chosen = times.isChange() && time.way().equals(times.chosen());
            String microseconds = Double.isFinite(time.microseconds())
                    ? String.format(Locale.ROOT, "%.2f", time.microseconds())
                    : NOT_STEADY;
            line(text, i == 0 ? "standard" : chosen ? "chosen" : "tried", microseconds + " us  " + time.way());
        }
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
        List<Times<Cut>> kernels = new ArrayList<>();
        List<Times<Fusions.Use>> fusions = new ArrayList<>();
        int at = 2;
        while (at < lines.size()) {
            int end = at + 1;
            while (end < lines.size() && !isSubject(lines.get(end))) {
                end++;
            }
            List<String> part = lines.subList(at, end);
            if (part.get(0).startsWith(FUSION + " ")) {
                fusions.add(times(part, FUSION, Fusions.Use::parse));
            } else {
                kernels.add(times(part, KERNEL, Cut::parse));
            }
            at = end;
        }
        return new Findings(
                machine, Double.parseDouble(seconds.group(1)), Double.parseDouble(seconds.group(2)), kernels, fusions);
    }

    private static boolean isSubject(String line) {
        return line.startsWith(KERNEL + " ") || line.startsWith(FUSION + " ");
    }

    private static <W> Times<W> times(List<String> lines, String word, Function<String, Optional<W>> parse) {
        String subject = rest(lines.get(0), word);
        if (lines.size() < 3) {
            throw unexpected(lines.get(lines.size() - 1), "a formula and times after a " + word);
        }
        String formula = rest(lines.get(1), "formula");
        List<Times.Time<W>> measured = new ArrayList<>(List.of(time(rest(lines.get(2), "standard"), parse)));
        W chosen = measured.get(0).way();
        for (String line : lines.subList(3, lines.size())) {
            boolean isChosen = line.startsWith("chosen ");
            Times.Time<W> time = time(rest(line, isChosen ? "chosen" : "tried"), parse);
            measured.add(time);
            chosen = isChosen ? time.way() : chosen;
        }
        return new Times<>(subject, formula, measured, chosen);
    }

    private static <W> Times.Time<W> time(String text, Function<String, Optional<W>> parse) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw unexpected(text, EXAMPLE);
        }
        String number = parts.group(1);
        return new Times.Time<>(
                parse.apply(parts.group(2)).orElseThrow(() -> unexpected(text, EXAMPLE)),
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
