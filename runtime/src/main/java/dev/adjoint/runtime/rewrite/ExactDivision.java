package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

/** x / 2ᵏ = x 2⁻ᵏ, to the bit; a division by any other number stays one. */
final class ExactDivision {
    private ExactDivision() {}

    static Optional<Tensor> byPowerOfTwo(Tensor quotient) {
        OptionalDouble divisor = Expansion.number(quotient.input(1));
        return divisor.isPresent() && isPowerOfTwo(divisor.getAsDouble())
                ? Optional.of(quotient.input(0).mul(1 / divisor.getAsDouble()))
                : Optional.empty();
    }

    /** Whether the number and its reciprocal are powers of two that are normal in single precision. */
    private static boolean isPowerOfTwo(double value) {
        int exponent = Math.getExponent(value);
        return Math.abs(value) == Math.scalb(1.0, exponent) && Math.abs(exponent) <= Float.MAX_EXPONENT - 1;
    }
}
