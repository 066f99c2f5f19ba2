package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import org.junit.jupiter.api.Test;

/** That the results are the same is a case of the tests of bits. */
class RowBlocksTests {
    private static final int ROWS = 9;
    private static final String BLOCKS = "for (int fromRow = 0; fromRow < rows; fromRow += ";

    private final TrainingExample example = Network.CONVOLUTIONAL.ofWidth(13);

    private Executable compile(LanesBackend backend) {
        return backend.compile(example.program(), CompileOptions.forRows(ROWS));
    }

    private String source(LanesBackend backend) {
        return compile(backend).reports().getOrDefault("source", "");
    }

    @Test
    void whatOutgrowsTheCacheIsComputedForSomeRowsAtATime() {
        assertTrue(source(LanesBackend.byRows(8)).contains(BLOCKS));
        assertTrue(source(LanesBackend.byRows(0)).contains(BLOCKS));
    }

    @Test
    void whatStaysInTheCacheAnywayIsComputedForAllRows() {
        assertFalse(source(new LanesBackend(8)).contains(BLOCKS));
    }

    @Test
    void whatPassesBetweenTheKernelsOfABlockTakesTheMemoryOfSomeRows() {
        long all = compile(new LanesBackend(0)).memory().orElseThrow().needed();
        assertTrue(compile(LanesBackend.byRows(0)).memory().orElseThrow().needed() < all);
    }
}
