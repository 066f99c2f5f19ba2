package dev.adjoint.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.codegen.JaninoBackend;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.testkit.program.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks of any layers train to the same bits, interpreted and generated. */
class RandomNetworkBitsTests {
    private static final int NETWORKS = 24;
    /** How many ways of running it each network is tried with: another few for the next one. */
    private static final int WAYS = 3;

    static LongStream seeds() {
        return LongStream.range(0, NETWORKS);
    }

    @ParameterizedTest(name = "RandomNetworks.of({0}L)")
    @MethodSource("seeds")
    void generatedCodeTrainsAnyNetworkToTheInterpretersBits(long seed) {
        RandomNetwork random = RandomNetworks.of(seed);
        List<Outcome> trained = train(random, new InterpreterBackend());
        List<Backend> ways = new ArrayList<>(new JaninoBackend().variants());
        ways.add(new JaninoBackend());
        for (int i = 0; i < WAYS; i++) {
            Backend way = ways.get((int) ((seed * WAYS + i) % ways.size()));
            List<Outcome> actual = train(random, way);
            assertEquals(Optional.empty(), Outcome.difference(trained, actual), () -> way.pluginName() + ", " + random);
        }
    }

    private static List<Outcome> train(RandomNetwork random, Backend backend) {
        CompileOptions options = CompileOptions.forRows(random.capacity());
        return random.train(backend.compile(random.training().program(), options));
    }
}
