package dev.adjoint.runtime.interpreter;

/** The numbers that a program is computed in. */
public enum Precision {
    /** Single precision, bit for bit what generated code computes. */
    FLOAT(new FloatArithmetic()),
    /** Double precision, for checks. */
    DOUBLE(new DoubleArithmetic());

    private final Arithmetic arithmetic;

    Precision(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }
}
