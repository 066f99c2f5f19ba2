package dev.adjoint.samples.benchmarks.chart;

import java.util.List;
import java.util.Locale;

/** The text of an SVG picture, element by element. */
final class Svg {
    /** Colours that are told apart by most, and in print (Okabe and Ito 2008), the first for ourselves. */
    private static final List<String> COLOURS =
            List.of("#D55E00", "#0072B2", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#999999", "#000000", "#B3B300");

    private final StringBuilder text = new StringBuilder();

    Svg(double width, double height, String title) {
        add("<svg xmlns='http://www.w3.org/2000/svg' width='%.0f' height='%.0f' viewBox='0 0 %.0f %.0f'"
                        .formatted(width, height, width, height)
                + " font-family='sans-serif' font-size='12'>");
        add("<title>" + escaped(title) + "</title>");
        add("<rect width='100%' height='100%' fill='white'/>");
        text(16, 24, "start", "16", title);
    }

    static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    void line(double x1, double y1, double x2, double y2, String colour) {
        add(String.format(
                Locale.ROOT, "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>", x1, y1, x2, y2, colour));
    }

    void bar(double x, double y, double width, double height, String colour) {
        add(String.format(
                Locale.ROOT,
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
                x,
                y,
                width,
                height,
                colour));
    }

    void dot(double x, double y, String colour) {
        add(String.format(Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", x, y, colour));
    }

    /**
     * Writes words.
     *
     * @param anchor which end of them is at x: start, middle or end
     */
    void text(double x, double y, String anchor, String size, String words) {
        add(String.format(
                Locale.ROOT,
                "<text x='%.1f' y='%.1f' text-anchor='%s' font-size='%s'>%s</text>",
                x,
                y,
                anchor,
                size,
                escaped(words)));
    }

    /** The whole picture. */
    String end() {
        return text + "</svg>\n";
    }

    private void add(String element) {
        text.append(element).append('\n');
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
