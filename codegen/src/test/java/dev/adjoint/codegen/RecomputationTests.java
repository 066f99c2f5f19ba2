package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.MemoryUse;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.rewrite.Recomputation;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.testkit.program.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Activations that are computed again in the backward pass: the same bits, in less memory. */
class RecomputationTests {
    private static final int CAPACITY = 32;
    private static final List<Integer> ROWS_OF_STEPS = List.of(32, 5, 17);

    @ParameterizedTest
    @EnumSource
    void whatIsComputedAgainHasTheSameBits(Network network) {
        assertSameBits(network.ofWidth(13));
    }

    @Test
    void whatIsComputedAgainInADeepNetworkHasTheSameBits() {
        assertSameBits(deep());
    }

    @Test
    void aDeepNetworkOfFormulasTakesLessMemory() {
        Program program = deep().program();
        Engine engine = new Engine(new JaninoBackend());
        MemoryUse kept = engine.compile(program, CAPACITY).memory().orElseThrow();
        MemoryUse again = engine.withRecomputation(true)
                .compile(program, CAPACITY)
                .memory()
                .orElseThrow();
        assertTrue(again.bytes() < 0.8 * kept.bytes(), again + " instead of " + kept);
        assertTrue(again.needed() < 0.8 * kept.needed(), again + " instead of " + kept);
    }

    @ParameterizedTest
    @EnumSource
    void noProgramTakesMoreMemoryThanBefore(Network network) {
        Program program = network.ofWidth(64).program();
        Engine engine = new Engine(new JaninoBackend());
        long kept = engine.compile(program, CAPACITY).memory().orElseThrow().bytes();
        long again = engine.withRecomputation(true)
                .compile(program, CAPACITY)
                .memory()
                .orElseThrow()
                .bytes();
        assertTrue(again <= kept, again + " bytes instead of " + kept);
    }

    private static void assertSameBits(TrainingExample example) {
        TrainingExample again = new TrainingExample(Recomputation.of(example.program()), example.bounds());
        List<Outcome> expected = example.interpret(CAPACITY, ROWS_OF_STEPS);
        for (Variant variant : List.of(Variant.JANINO, Variant.JANINO_PLAIN)) {
            List<Outcome> actual = again.train(variant.compile(again.program(), CAPACITY), ROWS_OF_STEPS);
            assertEquals(Optional.empty(), Outcome.difference(expected, actual), variant::toString);
        }
    }

    /** Dense layers, each with a formula of several operations behind it. */
    private static TrainingExample deep() {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", 16);
        for (int layer = 0; layer < 8; layer++) {
            Tensor z = graph.dense("layer" + layer, x, 16);
            x = z.mul(z.sigmoid()).add(z.mul(0.5).tanh());
        }
        TrainingExample example = graph.descend("deep", Functions.mean(x.square()), x, 0.01);
        assertNotSame(example.program(), Recomputation.of(example.program()));
        return example;
    }
}
