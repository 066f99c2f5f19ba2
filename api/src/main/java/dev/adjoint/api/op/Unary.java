package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Names;
import java.util.List;

/** Elementwise functions of one tensor; in single precision by the formulas of {@link dev.adjoint.api.math}. */
public enum Unary implements Op {
    NEG,
    EXP,
    /** Natural logarithm; NaN below zero, minus infinity at zero. */
    LOG,
    SQRT,
    TANH,
    /** 1 / (1 + e^-x); an op of its own because only then it and its gradient are exact at both ends. */
    SIGMOID,
    ERF,
    SIN,
    COS,
    ABS,
    FLOOR,
    /** -1, 0 or 1; keeps the sign of zero, as {@link Math#signum}. */
    SIGN;

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        boolean whole = this == NEG || this == ABS || this == SIGN;
        Expect.that(
                x.dtype() == DType.FLOAT || whole && x.dtype() == DType.INT, this, inputs, "an input of type FLOAT");
        return x;
    }

    @Override
    public String label() {
        return Names.kebab(name());
    }
}
