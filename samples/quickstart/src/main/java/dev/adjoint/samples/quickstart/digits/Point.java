package dev.adjoint.samples.quickstart.digits;

/** A place on paper or in an image: x to the right, y downwards. */
record Point(double x, double y) {
    Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }
}
