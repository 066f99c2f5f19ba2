package dev.adjoint.samples.quickstart.digits;

import java.util.List;
import java.util.random.RandomGenerator;

/** A grey image to draw on: 0 is paper, 1 is ink. */
final class Canvas {
    private final int size;
    private final float[] ink;

    Canvas(int size) {
        this.size = size;
        this.ink = new float[size * size];
    }

    /** Draws straight pieces, one behind the other, with a round pen; its edge is smooth over one pixel. */
    void draw(List<Point> curve, double radius) {
        for (int i = 0; i + 1 < curve.size(); i++) {
            draw(curve.get(i), curve.get(i + 1), radius);
        }
    }

    private void draw(Point from, Point to, double radius) {
        double reach = radius + 1;
        int left = pixel(Math.min(from.x(), to.x()) - reach);
        int right = pixel(Math.max(from.x(), to.x()) + reach);
        int top = pixel(Math.min(from.y(), to.y()) - reach);
        int bottom = pixel(Math.max(from.y(), to.y()) + reach);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double coverage = radius + 0.5 - distance(x + 0.5, y + 0.5, from, to);
                int at = y * size + x;
                ink[at] = Math.max(ink[at], (float) Math.min(coverage, 1));
            }
        }
    }

    private int pixel(double coordinate) {
        return Math.min(Math.max((int) Math.floor(coordinate), 0), size - 1);
    }

    /** How far a place is from the nearest place of a straight piece. */
    private static double distance(double x, double y, Point from, Point to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((x - from.x()) * dx + (y - from.y()) * dy) / length;
        double t = Math.min(Math.max(along, 0), 1);
        double missX = x - from.x() - t * dx;
        double missY = y - from.y() - t * dy;
        return Math.sqrt(missX * missX + missY * missY);
    }

    /** Each pixel as the weighted mean of itself and its neighbours, first along rows, then along columns. */
    void blur(float neighbour) {
        blurLines(size, 1, neighbour);
        blurLines(1, size, neighbour);
    }

    private void blurLines(int line, int step, float neighbour) {
        for (int i = 0; i < size; i++) {
            int at = i * line;
            float before = 0;
            for (int k = 0; k < size; k++, at += step) {
                float here = ink[at];
                float after = k + 1 < size ? ink[at + step] : 0;
                ink[at] = here + neighbour * (before - 2 * here + after);
                before = here;
            }
        }
    }

    /** Adds noise to each pixel: the sum of two uniform numbers, from -amplitude to amplitude. */
    void speckle(float amplitude, RandomGenerator random) {
        for (int at = 0; at < ink.length; at++) {
            ink[at] += amplitude * (random.nextFloat() + random.nextFloat() - 1);
        }
    }

    /** Writes the image as bytes, 0 to 255, row by row. */
    void copy(byte[] into, int offset) {
        for (int at = 0; at < ink.length; at++) {
            into[offset + at] = (byte) Math.round(255 * Math.min(Math.max(ink[at], 0), 1));
        }
    }
}
