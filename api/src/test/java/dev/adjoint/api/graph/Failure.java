package dev.adjoint.api.graph;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ShapeException;
import org.junit.jupiter.api.function.Executable;

/** What is asserted of errors. */
final class Failure {
    private Failure() {}

    /** Asserts that something fails with a message that says all of the given things. */
    static void assertFails(Executable action, String... said) {
        String message =
                String.valueOf(assertThrows(ShapeException.class, action).getMessage());
        for (String part : said) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }
}
