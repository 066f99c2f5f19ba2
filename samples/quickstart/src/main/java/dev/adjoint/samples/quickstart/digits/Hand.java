package dev.adjoint.samples.quickstart.digits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes digits as people do: no two alike. */
final class Hand {
    static final int SIZE = 28;

    private static final double GRID_CENTRE = 4.5;

    private final RandomGenerator random;

    Hand(RandomGenerator random) {
        this.random = random;
    }

    /** Writes a digit, as SIZE by SIZE bytes from an offset on. */
    void write(int digit, byte[] into, int offset) {
        List<Glyph> ways = Glyph.DIGITS.get(digit);
        Glyph glyph = ways.get(random.nextInt(ways.size()));
        Slant slant = slant();
        double radius = uniform(0.5, 1.4);
        Canvas canvas = new Canvas(SIZE);
        Map<Point, Point> placed = new HashMap<>(); // strokes that meet in a point meet in the image
        for (Stroke stroke : glyph.strokes()) {
            Stroke written = stroke.map(point -> placed.computeIfAbsent(point, p -> slant.apply(shaky(p))));
            canvas.draw(written.curve(), radius);
        }
        canvas.blur((float) uniform(0, 0.2));
        canvas.speckle((float) uniform(0, 0.2), random);
        canvas.copy(into, offset);
    }

    private Point shaky(Point point) {
        return point.plus(uniform(-0.5, 0.5), uniform(-0.5, 0.5));
    }

    /** Size, proportions, shear, rotation and place of a digit, in this order. */
    private Slant slant() {
        double angle = Math.toRadians(uniform(-12, 12));
        double sin = StrictMath.sin(angle);
        double cos = StrictMath.cos(angle);
        double width = uniform(1, 1.75);
        double height = uniform(1.65, 2.3);
        double shear = uniform(-0.3, 0.3);
        return new Slant(
                width * cos,
                height * (-shear * cos - sin),
                width * sin,
                height * (-shear * sin + cos),
                SIZE / 2.0 + uniform(-1.5, 1.5),
                SIZE / 2.0 + uniform(-1.5, 1.5));
    }

    private double uniform(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    /** An affine map from the square of a glyph to the pixels of an image. */
    private record Slant(double xx, double xy, double yx, double yy, double centreX, double centreY) {
        Point apply(Point point) {
            double x = point.x() - GRID_CENTRE;
            double y = point.y() - GRID_CENTRE;
            return new Point(xx * x + xy * y + centreX, yx * x + yy * y + centreY);
        }
    }
}
