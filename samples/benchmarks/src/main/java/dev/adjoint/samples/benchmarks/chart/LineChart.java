package dev.adjoint.samples.benchmarks.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lines through points on two logarithmic axes.
 *
 * @param lines by name, the height of each point by where it stands
 */
public record LineChart(String title, String across, String up, Map<String, Map<Double, Double>> lines) {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 420;
    private static final double LEFT = 80;
    private static final double RIGHT = WIDTH - 150;
    private static final double TOP = 62;
    private static final double BOTTOM = HEIGHT - 56;

    public String svg() {
        List<Double> places = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        lines.values().forEach(line -> {
            places.addAll(line.keySet());
            heights.addAll(line.values());
        });
        double least = places.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = places.stream().mapToDouble(Double::doubleValue).max().orElse(10);
        LogAxis x = new LogAxis(least, Math.max(most, 1.01 * least), LEFT, RIGHT);
        LogAxis y = LogAxis.decades(heights, BOTTOM, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), "#dddddd");
            svg.text(LEFT - 6, y.at(tick) + 4, "end", "11", LogAxis.label(tick));
        }
        places.stream().distinct().sorted().forEach(place -> {
            svg.line(x.at(place), BOTTOM, x.at(place), BOTTOM + 4, "#888888");
            svg.text(x.at(place), BOTTOM + 17, "middle", "10", LogAxis.label(place));
        });
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "#888888");
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 16, "middle", "12", across);
        svg.text(16, TOP - 16, "start", "12", up);
        int index = 0;
        for (Map.Entry<String, Map<Double, Double>> line : lines.entrySet()) {
            String colour = Svg.colour(index);
            draw(svg, line.getValue(), x, y, colour);
            double legend = TOP + 10 + 18 * index;
            svg.bar(RIGHT + 14, legend - 9, 10, 10, colour);
            svg.text(RIGHT + 29, legend, "start", "12", line.getKey());
            index++;
        }
        return svg.end();
    }

    private static void draw(Svg svg, Map<Double, Double> line, LogAxis x, LogAxis y, String colour) {
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (Map.Entry<Double, Double> point : line.entrySet()) {
            double nextX = x.at(point.getKey());
            double nextY = y.at(point.getValue());
            if (!Double.isNaN(lastX)) {
                svg.line(lastX, lastY, nextX, nextY, colour);
            }
            svg.dot(nextX, nextY, colour);
            lastX = nextX;
            lastY = nextY;
        }
    }
}
