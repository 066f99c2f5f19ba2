package dev.adjoint.samples.firstprinciples;

/** One idea, written with the numbers that belong to it. */
interface Chapter {
    void write(Page page);
}
