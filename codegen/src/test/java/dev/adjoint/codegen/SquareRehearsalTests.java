package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.emit.SquareMethod;
import dev.adjoint.codegen.emit.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquareRehearsalTests {
    private static final int ROWS = 64;

    /** Stands for a generated class. */
    private static final class Generated {
        private static int folds;
        private static int others;

        @SuppressWarnings("unused")
        private static void foldSquare(float[] array, int at, int place) {
            folds++;
        }

        @SuppressWarnings("unused")
        private static void runs() {
            others++;
        }
    }

    /** The calls until a meter is content, which sees objects in so many rounds of 1,000. */
    private static int calls(int rounds) throws ReflectiveOperationException {
        Generated.folds = 0;
        SquareRehearsal.of(
                Generated.class, new Meter(() -> 0, () -> 100_000L * Math.min(rounds, (Generated.folds + 999) / 1000)));
        assertEquals(0, Generated.others);
        return Generated.folds;
    }

    @Test
    void squaresAreCalledUntilTheyMakeNoObjects() throws ReflectiveOperationException {
        assertEquals(1000, calls(0));
        assertEquals(4000, calls(3));
    }

    @Test
    void whatGoesOnMakingObjectsIsLeftAlone() throws ReflectiveOperationException {
        assertEquals(40_000, calls(1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void squaresOfAnyVectorsAreCalled(int lanes) throws ReflectiveOperationException {
        Set<String> names = new HashSet<>();
        List<Class<?>> classes = new ArrayList<>();
        SourceCompiler compiler = source -> {
            classes.add(new JaninoCompiler().compile(source));
            return classes.get(classes.size() - 1);
        };
        for (Network network : List.of(Network.PERCEPTRON, Network.ATTENTIVE)) {
            Program program = network.ofWidth(32).program();
            new ProgramCompiler(compiler).compile(program, CompileOptions.forRows(ROWS), new Target(lanes, ROWS));
        }
        for (Class<?> generated : classes) {
            SquareRehearsal.of(generated, Meter.STANDARD);
            Arrays.stream(generated.getDeclaredMethods()).map(Method::getName).forEach(names::add);
        }
        assertTrue(names.containsAll(SquareMethod.NAMES), names::toString);
    }
}
