package dev.adjoint.samples.quickstart.digits;

/** A place on paper or in an image: x to the right, y downwards. */
record Point(double x, double y) {
    Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }

    /** (1 - t) a + t b. */
    static Point between(Point a, Point b, double t) {
        return new Point(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
    }
}
