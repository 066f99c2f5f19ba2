package dev.adjoint.api.graph;

/**
 * What the elements of a tensor mean. All are stored in the floating-point words of the program's precision, so
 * whole numbers are exact up to 2^24 in single precision; the types exist to catch mistakes early.
 */
public enum DType {
    /** Real numbers; the only type that has gradients. */
    FLOAT,
    /** Whole numbers: class labels, indices. */
    INT,
    /** Truth values, stored as 1 and 0. */
    BOOL
}
