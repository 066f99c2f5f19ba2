package dev.adjoint.samples.quickstart.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One move of the pen: a smooth curve through some points.
 *
 * @param points at least two; a curve that ends where it began is closed
 */
record Stroke(List<Point> points) {
    private static final int PIECES = 6;

    Stroke {
        points = List.copyOf(points);
    }

    /** This stroke with each of its points moved. */
    Stroke map(UnaryOperator<Point> move) {
        return new Stroke(points.stream().map(move).toList());
    }

    /** The curve as short straight pieces: the points where one ends and the next begins. */
    List<Point> curve() {
        if (points.size() == 2) {
            return points;
        }
        List<Point> curve = new ArrayList<>();
        for (int i = 0; i + 1 < points.size(); i++) {
            for (int piece = 0; piece < PIECES; piece++) {
                curve.add(at(i, (double) piece / PIECES));
            }
        }
        curve.add(points.get(points.size() - 1));
        return curve;
    }

    /** The curve between point i and the next one, from t = 0 to 1 (Catmull and Rom 1974). */
    private Point at(int i, double t) {
        Point before = points.get(Math.max(i - 1, 0));
        Point from = points.get(i);
        Point to = points.get(i + 1);
        Point after = points.get(Math.min(i + 2, points.size() - 1));
        return new Point(
                spline(before.x(), from.x(), to.x(), after.x(), t), spline(before.y(), from.y(), to.y(), after.y(), t));
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
}
