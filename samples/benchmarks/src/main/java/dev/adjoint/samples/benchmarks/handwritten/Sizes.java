package dev.adjoint.samples.benchmarks.handwritten;

/** A network of two dense layers with a ReLU between them, and the rows of its batch. */
record Sizes(int inputs, int hidden, int classes, int batch) {}
