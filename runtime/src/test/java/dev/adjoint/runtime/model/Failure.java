package dev.adjoint.runtime.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What a user reads when something fails. */
final class Failure {
    private Failure() {}

    static String message(Class<? extends RuntimeException> kind, Executable action) {
        return String.valueOf(assertThrows(kind, action).getMessage());
    }

    static void contains(Class<? extends RuntimeException> kind, String expected, Executable action) {
        String message = message(kind, action);
        assertTrue(message.contains(expected), message);
    }
}
