package dev.adjoint.samples.benchmarks;

/** A network of two dense layers with a ReLU between them, and the rows of its batch. */
record Sizes(int inputs, int hidden, int classes, int batch) {
    /** The multiplications and additions of the five matrix products of a step. */
    long operations() {
        long first = 2L * batch * inputs * hidden;
        long second = 2L * batch * hidden * classes;
        return 2 * first + 3 * second;
    }

    @Override
    public String toString() {
        return inputs + "-" + hidden + "-" + classes + ", batch " + batch;
    }
}
