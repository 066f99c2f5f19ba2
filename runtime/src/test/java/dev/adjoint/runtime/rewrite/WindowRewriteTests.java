package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Sum;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowRewriteTests extends RewriterCase {
    private static final Dot CONVOLUTION = new Dot(List.of(), List.of(), List.of(2, 4, 5), List.of(0, 1, 2));

    private final Tensor image = leaf("image", N, 31, 21, 2);
    private final Tensor kernel = leaf("kernel", 3, 2, 2, 4);
    private final Tensor weights = leaf("weights", 29, 20, 4);

    private void keepsItsValue(Tensor before, Tensor after) {
        Random random = new Random(5);
        Map<Tensor, double[]> point = Map.of(
                image, random.doubles(image.shape().elements(ROWS), -2, 2).toArray(),
                kernel, random.doubles(kernel.shape().elements(ROWS), -2, 2).toArray(),
                weights, random.doubles(weights.shape().elements(ROWS), -2, 2).toArray());
        Evaluator evaluator = new Evaluator(Precision.DOUBLE, ROWS, 1, point);
        assertArrayEquals(evaluator.value(before), evaluator.value(after), 1e-11);
    }

    @Test
    void windowsSideBySideAreFoldedWithoutAdding() {
        Tensor folded = image.window(1, 3, 3, 1).fold(1, 31, 3, 1);
        Tensor result = rewritten(folded);
        assertEquals(0, count(result, Fold.class));
        assertEquals(1, count(result, Pad.class));
        keepsItsValue(folded, result);
    }

    @Test
    void windowsThatMeetAreAdded() {
        Tensor folded = image.window(1, 3, 2, 1).fold(1, 31, 2, 1);
        assertEquals(1, count(rewritten(folded), Fold.class));
    }

    @Test
    void reductionsOfFewElementsAreWrittenOut() {
        for (Tensor reduced : List.of(
                image.window(1, 2, 2, 1).max(2), image.window(1, 3, 1, 2).sum(2), kernel.sum(0), kernel.max(1))) {
            Tensor result = rewritten(reduced);
            assertEquals(0, count(result, Max.class) + count(result, Sum.class));
            keepsItsValue(reduced, result);
        }
    }

    @Test
    void sumsAlongTheLastAxisKeepTheirPartialSums() {
        assertEquals(1, count(rewritten(image.sum(3)), Sum.class));
    }

    @Test
    void theGradientOfAConvolutionForItsInputIsAConvolution() {
        Tensor product = image.window(1, 3, 1, 1).window(3, 2, 1, 1).dot(kernel, CONVOLUTION);
        Tensor gradient = gradient(product.mul(weights.broadcast(product.shape())));
        Tensor result = rewritten(gradient);
        assertEquals(2, count(gradient, Fold.class));
        assertEquals(0, count(result, Fold.class));
        keepsItsValue(gradient, result);
    }

    @Test
    void soItIsWithHoles() {
        Tensor product =
                image.window(1, 2, 1, 2).dot(kernel, new Dot(List.of(), List.of(), List.of(2, 4), List.of(1, 2)));
        Tensor gradient = gradient(product.square());
        Tensor result = rewritten(gradient);
        assertEquals(0, count(result, Fold.class));
        keepsItsValue(gradient, result);
    }

    @Test
    void smallImagesAreFoldedBecauseTheirBorderWouldBeMostOfTheWork() {
        Tensor small = image.slice(1, 0, 13).window(1, 3, 1, 1);
        Tensor product = small.dot(kernel, new Dot(List.of(), List.of(), List.of(2, 4), List.of(0, 1)));
        Tensor gradient = gradient(product.square());
        assertEquals(1, count(rewritten(gradient), Fold.class));
        keepsItsValue(gradient, rewritten(gradient));
    }

    @Test
    void widerStridesAreFolded() {
        Tensor product =
                image.window(1, 3, 2, 1).dot(kernel, new Dot(List.of(), List.of(), List.of(2, 4), List.of(0, 1)));
        assertEquals(1, count(rewritten(gradient(product.square())), Fold.class));
    }

    @Test
    void whatAPoolLeavesOverIsPaddedWhenAllElseIsDone() {
        Tensor positive = Functions.relu(image);
        Tensor pooled = positive.window(1, 2, 2, 1).max(2).window(2, 2, 2, 1).max(3);
        Tensor gradient = gradient(pooled.square());
        Tensor result = rewritten(gradient);
        assertEquals(List.of(31, 21), result.shape().sizes().subList(1, 3));
        assertInstanceOf(Pad.class, result.op());
        assertInstanceOf(Pad.class, result.input(0).op());
        assertEquals(0, count(result.input(0).input(0), Pad.class));
        keepsItsValue(gradient, result);
    }

    @Test
    void zerosAroundATensorStayAroundWhatIsMadeOfIt() {
        Tensor padded = image.pad(2, 1, 2);
        Tensor condition = image.pad(2, 2, 1, 0, 3).less(0.5);
        for (Tensor outside : List.of(
                condition.where(padded, Tensor.constant(0)),
                condition.where(padded.mul(2), image.exp().pad(2, 1, 2)),
                padded.expand(2, 3),
                padded.reshape(padded.shape().replace(1, 1).insert(1, 31)))) {
            assertInstanceOf(Pad.class, rewritten(outside).op());
            keepsItsValue(outside, rewritten(outside));
        }
    }

    @Test
    void whatWouldChangeTheBorderStaysAfterIt() {
        Tensor padded = image.pad(2, 1, 2);
        Tensor condition = padded.less(0.5);
        for (Tensor outside : List.of(
                condition.where(padded, Tensor.constant(1)),
                condition.where(padded, image.pad(2, 2, 1)),
                condition.where(image.pad(2, 1, 2, 0, 4), Tensor.constant(0)),
                padded.mul(-2),
                padded.reshape(padded.shape().replace(2, 1).replace(1, 31 * 24)))) {
            assertFalse(rewritten(outside).op() instanceof Pad);
            keepsItsValue(outside, rewritten(outside));
        }
    }

    private Tensor gradient(Tensor y) {
        return Gradients.of(Functions.mean(y), List.of(image)).gradients().get(0);
    }
}
