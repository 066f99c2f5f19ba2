package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which programs begin with code that is ready soon. */
class TieredStartTests {
    private static final Dataset DATA = Small.plane(40);
    private static final TrainingOptions SHORT =
            TrainingOptions.DEFAULTS.withBatch(8).withEpochs(40);
    private static final TrainingOptions LONG =
            TrainingOptions.DEFAULTS.withBatch(8).withEpochs(41);

    private final Noting backend = new Noting(new ArrayList<>());
    private final Engine engine = new Engine(backend);
    private final Model model = model(engine);

    /** Runs everything by the interpreter, and notes whether it might have begun sooner. */
    private record Noting(List<Boolean> tiered) implements Backend {
        @Override
        public Executable compile(Program program, CompileOptions options) {
            tiered.add(options.tiered());
            return new InterpreterBackend().compile(program, options);
        }
    }

    private static Model model(Engine engine) {
        Network network = Network.input(2).then("affine", new Small.Affine(1)).build();
        return Model.of(
                ModelSpec.of(network, new Small.HalfSquares(Loss.Reduction.MEAN), new Small.Descent(0.1)), engine);
    }

    @Test
    void shortTrainingBeginsSoonAndLongTrainingFast() {
        model.fit(DATA, SHORT);
        model(engine).fit(DATA, LONG);
        model(engine).fit(DATA, LONG.withSteps(200));
        assertEquals(List.of(true, false, true), backend.tiered());
    }

    @Test
    void shortTrainingThatIsRepeatedIsLong() {
        model.fit(DATA, SHORT.withSteps(100));
        model.fit(DATA, SHORT.withSteps(100));
        model.fit(DATA, SHORT.withSteps(1));
        assertEquals(List.of(true, false), backend.tiered());
    }

    @Test
    void trainingThatWasWarmedUpBeginsFast() {
        model.warmUp(DATA, SHORT, Duration.ofMillis(1));
        model.fit(DATA, SHORT);
        assertEquals(List.of(false), backend.tiered());
    }

    @Test
    void runsThatNeedTheSameProgramShareIt() {
        TrainingOptions options = LONG.withClipNorm(1);
        model.fit(DATA, options);
        model.fit(DATA, options.withEpochs(1).withSeed(5).withShuffle(false));
        model.fit(Small.plane(16), options.withEpochs(50));
        assertEquals(1, backend.tiered().size());
        model.fit(DATA, options.withClipNorm(2));
        model.fit(DATA, options.withClipNorm(2).withAccumulate(2));
        model.fit(DATA, options.withClipNorm(2).withAccumulate(2).withBatch(9));
        assertEquals(4, backend.tiered().size());
    }

    @Test
    void predictionsAndEvaluationsBeginSoon() {
        model.predict(new float[] {1, 2});
        model.evaluate(DATA);
        assertEquals(List.of(true, true), backend.tiered());
    }

    @Test
    void whatIsComparedByMemoryOrAskedForAsItIsDoesNotBeginSoon() {
        model(engine.withRecomputation(true)).predict(new float[] {1, 2});
        engine.compile(Programs.prediction(model.spec().network().trace(false)), 1);
        assertEquals(List.of(false, false), backend.tiered());
    }
}
