package dev.adjoint.testkit;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A sentence that holds for a plugin, and how to try it. */
record Law(String sentence, Executable check) {
    /** The law as a test whose failures name the plugin, the law and the seed. */
    DynamicTest test(String plugin) {
        return DynamicTest.dynamicTest(sentence, () -> {
            try {
                check.execute();
            } catch (TestAbortedException e) {
                throw e;
            } catch (AssertionError | RuntimeException e) {
                String reason = e instanceof AssertionError ? e.getMessage() : e.toString();
                throw new AssertionFailedError(
                        plugin + " breaks the law that " + sentence + ": " + reason + "\n  seed " + Seed.VALUE
                                + "; for another one, run with -D" + Seed.PROPERTY + "=...",
                        e);
            }
        });
    }
}
