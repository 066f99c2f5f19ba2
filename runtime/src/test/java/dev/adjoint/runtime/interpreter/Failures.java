package dev.adjoint.runtime.interpreter;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.AdjointException;
import org.junit.jupiter.api.function.Executable;

/** Asserts what an error says. */
final class Failures {
    private Failures() {}

    static void assertFails(Class<? extends AdjointException> type, Executable action, String... parts) {
        String message = String.valueOf(assertThrows(type, action).getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "expected \"" + part + "\" in: " + message);
        }
    }
}
