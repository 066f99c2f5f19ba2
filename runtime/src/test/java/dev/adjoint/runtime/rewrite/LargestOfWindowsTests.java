package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.Window;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Activation and pooling change places where that changes neither the values nor the derivatives. */
class LargestOfWindowsTests extends RewriterCase {
    private static final Set<Class<?>> MOVES = Set.of(Max.class, Window.class, Pad.class, Slice.class);
    private static final double LEAST = Double.NEGATIVE_INFINITY;

    private final Tensor image = leaf("image", N, 7, 6, 2);
    private final Tensor bias = leaf("bias", 2);
    private final Tensor heights = leaf("heights", 7);

    private final List<UnaryOperator<Tensor>> growing = List.of(
            x -> Functions.relu(x.add(bias)),
            x -> Functions.relu(Functions.relu(x.sub(bias)).sub(0.5)),
            x -> x.add(bias).greater(0).where(x.add(bias), x.add(bias).mul(0.25)),
            x -> x.add(bias).tanh(),
            x -> Tensor.constant(0.5).add(x).sigmoid());

    private final List<UnaryOperator<Tensor>> pools = List.of(
            x -> x.window(2, 2, 2, 1).max(3).window(1, 2, 2, 1).max(2),
            x -> x.window(1, 3, 2, 1).max(2),
            x -> x.window(2, 3, 1, 1).window(1, 2, 1, 1).max(2).max(3),
            x -> x.pad(1, 1, 1, 0, LEAST)
                    .pad(2, 0, 1, 0, LEAST)
                    .window(2, 2, 1, 1)
                    .max(3)
                    .window(1, 3, 2, 1)
                    .max(2));

    @Test
    void layersArePooledBeforeTheyAreActivated() {
        for (UnaryOperator<Tensor> function : growing) {
            for (UnaryOperator<Tensor> pool : pools) {
                Tensor before = pool.apply(function.apply(image));
                Tensor after = stabilised(before);
                assertEquals(image, source(after), text(after));
                sameValuesAndGradients(before, after);
            }
        }
    }

    @Test
    void whatDecreasesOrVariesWithinAWindowStaysInFrontOfIt() {
        List<Tensor> before = List.of(
                pools.get(1).apply(image.neg()),
                pools.get(1).apply(image.add(heights.expand(0, N).expand(2, 6).expand(3, 2))),
                pools.get(1).apply(image.greater(0).where(image, image.mul(-0.25))),
                pools.get(1).apply(image.add(image.exp())));
        for (Tensor pooled : before) {
            assertNotEquals(image, source(stabilised(pooled)), text(pooled));
        }
        Tensor alongTheOtherAxis = pools.get(1).apply(image.add(leaf("widths", 6, 2)));
        assertEquals(image, source(stabilised(alongTheOtherAxis)));
    }

    @Test
    void paddingThatFillsAWindowStaysWhatItIs() {
        for (Tensor pooled : List.of(
                Functions.relu(image).pad(1, 2, 0, 0, LEAST).window(1, 2, 2, 1).max(2),
                Functions.relu(image).pad(2, 0, 1, 0, LEAST).window(1, 2, 2, 1).max(2),
                Functions.relu(image).pad(1, 1, 1, 0, -1).window(1, 3, 2, 1).max(2),
                Functions.relu(image).pad(1, 1, 1, 0, LEAST).window(1, 2, 2, 2).max(2))) {
            assertNotEquals(image, source(stabilised(pooled)), text(pooled));
        }
    }

    @Test
    void otherReductionsStay() {
        for (Tensor reduced : List.of(
                Functions.relu(image).max(1),
                Functions.relu(image).window(1, 3, 2, 1).max(1))) {
            assertNotEquals(image, source(stabilised(reduced)), text(reduced));
        }
    }

    /** What the innermost maximum is taken of, seen through what only moves it. */
    private static Tensor source(Tensor tensor) {
        Tensor source = Graph.topological(List.of(tensor)).stream()
                .filter(node -> node.op() instanceof Max)
                .findFirst()
                .orElseThrow();
        while (MOVES.contains(source.op().getClass())) {
            source = source.input(0);
        }
        return source;
    }

    /** Both for numbers that all differ, and for few, of which many are equal. */
    private void sameValuesAndGradients(Tensor before, Tensor after) {
        Random random = new Random(5);
        double[] different = random.doubles(image.shape().elements(ROWS), -2, 2).toArray();
        double[] equal = random.ints(different.length, -2, 3).asDoubleStream().toArray();
        for (double[] numbers : List.of(different, equal)) {
            Evaluator evaluator = new Evaluator(
                    Precision.DOUBLE,
                    ROWS,
                    1,
                    Map.of(image, numbers, bias, new double[] {0.75, -0.5}, heights, new double[7]));
            assertArrayEquals(evaluator.value(before), evaluator.value(after), 1e-15);
            for (Tensor leaf : List.of(image, bias)) {
                assertArrayEquals(
                        evaluator.value(gradient(before, leaf)), evaluator.value(gradient(after, leaf)), 1e-12);
            }
        }
    }

    private static Tensor gradient(Tensor y, Tensor leaf) {
        Tensor loss = y.square().mul(y.add(3)).sum();
        return Gradients.of(loss, List.of(leaf)).gradients().get(0);
    }
}
