package dev.adjoint.runtime.data;

/** What to do with an empty field of a CSV file. */
public enum Missing {
    /** Report it. */
    ERROR,
    /** Take the mean of the training rows; for a category, how often each one occurs there. */
    MEAN
}
