package dev.adjoint.core.layer;

/** What a sliding window meets at the ends of an axis. */
public enum Padding {
    /** Nothing: the window stays inside. */
    VALID,
    /** As much padding as makes ⌈length / stride⌉ positions; what cannot be halved is one more at the end. */
    SAME
}
