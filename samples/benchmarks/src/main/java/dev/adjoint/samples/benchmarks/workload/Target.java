package dev.adjoint.samples.benchmarks.workload;

/** What a row of a batch is to become. */
public enum Target {
    /** One of several classes, given by its index. */
    CLASS,
    /** Yes or no, given as 1 or 0. */
    BIT,
    /** A number from 0 to 1. */
    NUMBER
}
