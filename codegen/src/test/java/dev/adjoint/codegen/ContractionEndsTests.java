package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a contraction by little work is stored in its stead, if several kernels read it. */
class ContractionEndsTests {
    private static final int WIDTH = 20;

    @Test
    void aResidualSumIsStoredByTheContractionBeforeIt() {
        String source = source(example(false));
        assertTrue(source.contains("= (xArray + (dot(xArray, hiddenKernel) + hiddenBias))"), source);
        assertFalse(source.contains("float[] hidden;"), source);
    }

    @Test
    void aResultThatIsAskedForIsNotStoredASecondTimeWithLittleWorkBehindIt() {
        String source = source(example(true));
        assertTrue(source.contains("prediction = (dot(xArray, hiddenKernel) + hiddenBias)"), source);
        assertFalse(source.contains("= (xArray + prediction')"), source);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void theBitsAreThoseOfTheInterpreter(Variant variant) {
        assertEquals(Optional.empty(), variant.difference(example(false), 9, List.of(9, 1, 5)));
        assertEquals(Optional.empty(), variant.difference(example(true), 9, List.of(9, 1, 5)));
    }

    private static String source(TrainingExample example) {
        return Variant.JANINO_16_LANES.source(example.program(), 32);
    }

    private static TrainingExample example(boolean predictsTheContraction) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", WIDTH);
        Tensor hidden = graph.dense("hidden", x, WIDTH);
        Tensor sum = x.add(hidden);
        Tensor centred = sum.sub(Functions.repeat(Functions.mean(sum, 1), sum, 1));
        Tensor deviation = Functions.mean(centred.square(), 1).add(1e-5).sqrt();
        Tensor normal = centred.div(Functions.repeat(deviation, sum, 1));
        Tensor loss = Functions.mean(normal.sub(graph.input("target", WIDTH)).square());
        return graph.descend("ends", loss, predictsTheContraction ? hidden : normal, 0.05);
    }
}
