package dev.adjoint.testkit.program;

/** How tame the functions are that a random program is made of; each nature includes those before it. */
public enum Nature {
    /** Differentiable everywhere, with values between -2 and 2: fit to compare with finite differences. */
    SMOOTH,
    /** With kinks, stopped gradients and kernels of single precision: fit to compare precisions. */
    CONTINUOUS,
    /** Anything: steps, poles, overflow. */
    ANY
}
