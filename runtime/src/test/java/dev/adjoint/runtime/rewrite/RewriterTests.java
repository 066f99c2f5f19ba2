package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Random;
import dev.adjoint.runtime.autodiff.Gradients;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewriterTests extends RewriterCase {
    @Test
    void neutralElementsDisappear() {
        assertEquals(x, rewritten(x.mul(1)));
        assertEquals(x, rewritten(x.add(0)));
        assertEquals(x, rewritten(x.sub(0)));
        assertEquals(x, rewritten(x.div(1)));
        assertEquals(x, rewritten(x.maximum(x)));
        assertEquals(x, rewritten(x.neg().neg()));
        assertEquals(x, rewritten(Tensor.constant(1).mul(x.add(Tensor.constant(0)))));
    }

    @Test
    void whatWouldHideNaNStays() {
        assertTrue(rewritten(x.mul(0)).op() == Binary.MUL);
        assertTrue(rewritten(x.sub(x)).op() == Binary.SUB);
        assertTrue(rewritten(x.div(x)).op() == Binary.DIV);
    }

    @Test
    void signsMeetAndVanish() {
        becomes(x.mul(-1), x.neg());
        becomes(x.add(y.neg()), x.sub(y));
        becomes(x.neg().add(y), y.sub(x));
        becomes(x.sub(y.neg()), x.add(y));
        becomes(x.neg().mul(y.neg()), x.mul(y));
        becomes(x.neg().div(y.neg()), x.div(y));
        becomes(x.sub(y).neg(), y.sub(x));
        becomes(x.sub(x.neg().mul(y)), x.add(x.mul(y)));
        becomes(x.mul(3).neg(), x.mul(-3));
        becomes(x.neg().abs(), x.abs());
    }

    @Test
    void powersBecomeProductsAndRoots() {
        becomes(x.pow(2), x.mul(x));
        becomes(x.pow(0.5), x.sqrt());
        becomes(x.pow(-1), Tensor.constant(1).div(x));
        assertEquals(x, rewritten(x.pow(1)));
        becomes(x.pow(0), Tensor.constant(1).broadcast(x.shape()));
        assertTrue(rewritten(x.pow(2.5)).op() == Binary.POW);
    }

    @Test
    void constantsAreComputedInDoublePrecision() {
        Tensor folded = rewritten(Tensor.constant(1).sub(0.999).mul(2).exp());
        assertEquals(Constant.scalar(Math.exp(2 * (1 - 0.999))), folded.op());
        Tensor array = rewritten(Tensor.constant(Shape.of(3), 1, 2, 3).mul(2).sum(0));
        assertEquals(Constant.scalar(12), array.op());
    }

    @Test
    void factorsThatAreTheSameForAllAreGathered() {
        becomes(x.mul(3).mul(5), x.mul(15));
        becomes(x.mul(s).mul(t), x.mul(s.mul(t)));
        becomes(x.mul(s).add(x.mul(s)), x.mul(s.mul(2)));
        becomes(x.neg().sum(1), x.sum(1).neg());
        becomes(x.div(s).mul(t), x.mul(t.div(s)));
        assertEquals(1, count(List.of(rewritten(x.mul(s).mul(t).mul(4).mul(y))), Binary.MUL) - 3);
    }

    @Test
    void divisionByAConstantStaysUnlessItIsAPowerOfTwo() {
        becomes(x.div(4), x.mul(0.25));
        assertTrue(rewritten(x.div(3)).op() == Binary.DIV);
        assertTrue(rewritten(x.div(0x1p-140)).op() == Binary.DIV);
    }

    @Test
    void equalExpressionsAreSharedInEitherOrderOfTheirOperands() {
        Tensor sum = x.add(y).exp().mul(y.add(x).exp());
        Tensor result = rewritten(sum);
        assertEquals(result.input(0), result.input(1));
        Tensor noise = Tensor.of(new Random(3, Shape.of(N, 4)));
        Tensor same = Tensor.of(new Random(3, Shape.of(N, 4)));
        Tensor other = Tensor.of(new Random(4, Shape.of(N, 4)));
        assertEquals(2, count(rewritten(noise.sub(same).mul(other)), Random.class));
    }

    @Test
    void leavesAreNeverMerged() {
        Tensor twin = leaf("x", N, 4);
        assertEquals(2, count(rewritten(x.add(twin)), Input.class));
    }

    @Test
    void workOnRepeatedValuesIsDoneBeforeTheyAreRepeated() {
        Tensor bias = leaf("bias", 4);
        Tensor result =
                rewritten(bias.expand(0, N).mul(s.broadcast(x.shape())).add(1).mul(x));
        assertTrue(result.input(0).op() instanceof Expand);
        assertEquals(Shape.of(4), result.input(0).input(0).shape());
        becomes(
                s.broadcast(x.shape()).exp().mul(t.broadcast(x.shape())).mul(x),
                s.exp().mul(t).broadcast(x.shape()).mul(x));
    }

    @Test
    void sumsOfRepeatedValuesAreProducts() {
        becomes(s.expand(0, 7).sum(0), s.mul(7));
        becomes(s.expand(0, N).sum(0), s.mul(Tensor.rows()));
        becomes(x.expand(1, 3).sum(2), x.sum(1).expand(1, 3));
        becomes(x.expand(1, 3).max(1), x);
        becomes(x.expand(1, 3).max(2), x.max(1).expand(1, 3));
    }

    @Test
    void dotsOfSingleProductsAreElementwise() {
        Tensor column = x.slice(1, 2, 1);
        Tensor row = Tensor.constant(Shape.of(1, 3), 1, 2, 3);
        becomes(column.matmul(row), column.mul(Tensor.constant(Shape.of(3), 1, 2, 3)));
        Dot byFirstAxis = new Dot(List.of(), List.of(), List.of(0), List.of(1));
        becomes(
                row.dot(column, byFirstAxis),
                Tensor.constant(Shape.of(3, 1), 1, 2, 3).mul(column.reshape(Shape.of(N))));
        Dot byColumns = new Dot(List.of(), List.of(), List.of(1), List.of(1));
        assertEquals(1, count(rewritten(x.dot(y, byColumns)), Dot.class));
    }

    @Test
    void movesAreJoined() {
        Tensor cube = x.reshape(Shape.of(N, 2, 2));
        assertEquals(x, rewritten(cube.reshape(Shape.of(N, 4, 1)).reshape(Shape.of(N, 4))));
        assertEquals(
                cube.shape(), rewritten(cube.permute(2, 0, 1).permute(1, 2, 0)).shape());
        becomes(cube.permute(2, 0, 1).permute(1, 2, 0), cube);
        becomes(x.reshape(Shape.of(N, 1, 4)).permute(1, 0, 2), x.reshape(Shape.of(1, N, 4)));
        assertEquals(x, rewritten(x.flip(1).flip(1)));
        assertEquals(x, rewritten(x.slice(1, 0, 4)));
        becomes(x.slice(1, 1, 3).slice(1, 0, 2, 2), x.slice(1, 1, 2, 2));
        assertEquals(y, rewritten(Tensor.concat(1, List.of(x, y)).slice(1, 4, 4)));
        becomes(x.pad(1, 2, 3).slice(1, 3, 2), x.slice(1, 1, 2));
        assertEquals(x, rewritten(x.pad(1, 0, 0)));
        becomes(Tensor.concat(1, List.of(Tensor.concat(1, List.of(x, y)), x)), Tensor.concat(1, List.of(x, y, x)));
        becomes(
                x.permute(1, 0).dot(y, new Dot(List.of(), List.of(), List.of(1), List.of(0))),
                x.dot(y, new Dot(List.of(), List.of(), List.of(0), List.of(0))));
        becomes(x.less(y).cast(DType.INT).cast(DType.FLOAT), x.less(y).cast(DType.FLOAT));
        becomes(x.window(1, 1, 1, 1), x.reshape(Shape.of(N, 4, 1)));
    }

    @Test
    void choicesByAKnownConditionAreMade() {
        Tensor yes = Tensor.constant(1).broadcast(x.shape()).less(2);
        assertEquals(x, rewritten(yes.where(x, y)));
        assertEquals(y, rewritten(Tensor.constant(3).less(2).where(x, y)));
        assertEquals(x, rewritten(x.less(y).where(x, x)));
    }

    @Test
    void aRectifierIsOneOpAndItsGradientAsksItsResult() {
        Tensor rectified = Functions.relu(x);
        assertEquals(0, count(stabilised(rectified), Binary.class));
        becomes(rectified, x.maximum(0));
        Tensor zero = Tensor.constant(0);
        becomes(x.lessEqual(0).where(zero, y), x.maximum(0).lessEqual(0).where(zero, y));
        Tensor gradient = Gradients.of(Functions.relu(x).mul(y).sum(), List.of(x))
                .gradients()
                .get(0);
        becomes(gradient, x.maximum(0).lessEqual(0).where(zero, y));
    }

    @Test
    void theDerivativeOfARectifierAtZeroIsZeroAndThatOfSoftplusOneHalf() {
        Tensor zeros = x.sub(x);
        for (Tensor output : List.of(Functions.relu(zeros), Functions.softplus(zeros))) {
            Tensor gradient =
                    Gradients.of(output.sum(), List.of(zeros)).gradients().get(0);
            double expected = output.op() == Binary.ADD ? 0.5 : 0;
            for (Tensor form : List.of(gradient, rewritten(gradient))) {
                for (double derivative : value(form)) {
                    assertEquals(expected, derivative);
                }
            }
        }
    }

    @Test
    void gradientsOfSlicesArePutSideBySide() {
        Tensor parts = x.slice(1, 0, 1)
                .exp()
                .mul(x.slice(1, 1, 1))
                .mul(x.slice(1, 2, 1).sin())
                .mul(x.slice(1, 3, 1));
        Tensor gradient = Gradients.of(parts.sum(), List.of(x)).gradients().get(0);
        Tensor result = rewritten(gradient);
        assertTrue(result.op() instanceof Concat, text(result));
        assertEquals(0, count(result, Pad.class));
        assertArrayEquals(value(gradient), value(result), 1e-12);
    }

    @Test
    void naiveLogarithmsBecomeStable() {
        becomes(x.exp().log(), x);
        becomes(x.sigmoid().log(), Functions.softplus(x.neg()).neg());
        becomes(x.sigmoid().neg().add(1).log(), Functions.softplus(x).neg());
        becomes(x.exp().add(1).log(), Functions.softplus(x));
        becomes(x.exp().sum(1).log(), Functions.logSumExp(x, 1));
        becomes(Functions.softmax(x, 1).log(), Functions.logSoftmax(x, 1));
        becomes(x.exp().div(x.exp().sum(1).expand(1, 4)), Functions.softmax(x, 1));
        becomes(x.exp().div(x.exp().sum(1).expand(1, 4)).log(), Functions.logSoftmax(x, 1));
        becomes(
                Functions.softmax(x, 1).maximum(1e-7).log(),
                Functions.logSoftmax(x, 1).maximum(Math.log(1e-7)));
        becomes(
                Functions.softmax(x, 1).gather(1, Tensor.iota(2)).log(),
                Functions.logSoftmax(x, 1).gather(1, Tensor.iota(2)));
        becomes(Tensor.constant(1).div(x.neg().exp().add(1)), x.sigmoid());
        becomes(x.square().sqrt(), x.abs());
    }

    @Test
    void stableFormsStayAsTheyAre() {
        for (Tensor form : List.of(
                Functions.softplus(x),
                Functions.logSumExp(x, 1),
                Functions.logSoftmax(x, 1),
                Functions.softmax(x, 0))) {
            assertEquals(form, stabilised(form), form.toString());
        }
    }
}
