package dev.adjoint.codegen.tuning;

/**
 * A contest that is to be held.
 *
 * @param microseconds how long a run of the program takes for what it is about
 */
record Bout<W>(Course<W> course, Contest.Entrance<W> entrance, double microseconds) {
    /** Dearer ones and those of more stages get more time, but not all of it. */
    double weight() {
        return Math.sqrt(microseconds) * course.stages().size();
    }
}
