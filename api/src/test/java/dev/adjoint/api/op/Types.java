package dev.adjoint.api.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Short names for types, and what is asserted of type rules. */
final class Types {
    static final int N = Shape.ROWS;

    private Types() {}

    static TensorType floats(int... sizes) {
        return TensorType.floats(Shape.of(sizes));
    }

    static TensorType ints(int... sizes) {
        return new TensorType(DType.INT, Shape.of(sizes));
    }

    static TensorType bools(int... sizes) {
        return new TensorType(DType.BOOL, Shape.of(sizes));
    }

    static void assertType(TensorType expected, Op op, TensorType... inputs) {
        assertEquals(expected, op.infer(List.of(inputs)));
    }

    /** Asserts that the op refuses the inputs with a message that says all of the given things. */
    static void assertRejected(List<String> said, Op op, TensorType... inputs) {
        String message = String.valueOf(assertThrows(ShapeException.class, () -> op.infer(List.of(inputs)))
                .getMessage());
        for (String part : said) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }

    /** Asserts that the op refuses the inputs with a message that names it and says all of the given things. */
    static void assertRejected(Op op, List<TensorType> inputs, String... said) {
        assertRejected(List.of(said), op, inputs.toArray(TensorType[]::new));
        assertRejected(List.of(op.label() + " "), op, inputs.toArray(TensorType[]::new));
    }
}
