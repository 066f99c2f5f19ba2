package dev.adjoint.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What a plugin of one kind promises, with what is needed to put one plugin to the test. */
public interface Contract {
    /** The plugin's name and configuration. */
    String name();

    /** A test for each law of the contract. */
    Stream<DynamicTest> tests();
}
