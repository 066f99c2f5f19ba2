package dev.adjoint.samples.benchmarks.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Groups of horizontal bars on one logarithmic axis.
 *
 * @param unit what the numbers are
 * @param groups by the name of the group, the value of each bar by its name; bars of one name have one colour
 */
public record BarChart(String title, String unit, Map<String, Map<String, Double>> groups) {
    private static final double WIDTH = 860;
    private static final double LEFT = 150;
    private static final double RIGHT = WIDTH - 110;
    private static final double TOP = 44;
    private static final double BAR = 14;
    private static final double GAP = 12;

    public String svg() {
        List<Double> values = new ArrayList<>();
        LinkedHashSet<String> names = new LinkedHashSet<>();
        groups.values().forEach(group -> {
            values.addAll(group.values());
            names.addAll(group.keySet());
        });
        double bottom = TOP + values.size() * BAR + groups.size() * GAP;
        Svg svg = new Svg(WIDTH, bottom + 44, title);
        LogAxis axis = LogAxis.decades(values, LEFT, RIGHT);
        for (double tick : axis.ticks()) {
            svg.line(axis.at(tick), TOP, axis.at(tick), bottom, "#dddddd");
            svg.text(axis.at(tick), bottom + 16, "middle", "11", LogAxis.label(tick));
        }
        svg.text((LEFT + RIGHT) / 2, bottom + 34, "middle", "12", unit);
        List<String> order = List.copyOf(names);
        double y = TOP + GAP / 2;
        for (Map.Entry<String, Map<String, Double>> group : groups.entrySet()) {
            svg.text(16, y + BAR - 3, "start", "13", group.getKey());
            for (Map.Entry<String, Double> bar : group.getValue().entrySet()) {
                double end = axis.at(bar.getValue());
                svg.bar(LEFT, y, Math.max(1, end - LEFT), BAR - 2, Svg.colour(order.indexOf(bar.getKey())));
                svg.text(LEFT - 6, y + BAR - 4, "end", "11", bar.getKey());
                svg.text(end + 5, y + BAR - 4, "start", "11", number(bar.getValue()));
                y += BAR;
            }
            y += GAP;
        }
        return svg.end();
    }

    private static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
