package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Unary;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RewrittenTrainingTests extends RewriterCase {
    @Test
    void crossEntropyOfSoftmaxHasTheRightGradientAtExtremeLogits() {
        Tensor target = Tensor.constant(Shape.of(3), 0, 1, 0);
        Function<Tensor, Tensor> naive = z -> z.exp()
                .div(z.exp().sum(0).expand(0, 3))
                .log()
                .mul(target)
                .sum(0)
                .neg();
        Function<Tensor, Tensor> shifted =
                z -> Functions.softmax(z, 0).log().mul(target).sum(0).neg();
        assertArrayEquals(new double[] {1, -1, 0}, gradientAt(naive, 1000, 0, -1000), 0);
        assertArrayEquals(new double[] {1, -1, 0}, gradientAt(shifted, 1000, 0, -1000), 0);
        assertArrayEquals(new double[] {0, 0, 0}, gradientAt(shifted, -1000, 1000, 0), 0);
        Function<Tensor, Tensor> clipped = z ->
                Functions.softmax(z, 0).maximum(1e-7).log().mul(target).sum(0).neg();
        assertArrayEquals(new double[] {0, 0, 0}, gradientAt(clipped, 1000, 0, -1000), 0);
        assertArrayEquals(new double[] {0.5, -0.5, 0}, gradientAt(clipped, 0, 0, -1000), 0);
    }

    @Test
    void gradientsOfSoftmaxDivideNothing() {
        for (int axis : new int[] {0, 1}) {
            Tensor sum = Functions.softmax(x, axis).mul(y).mul(y.exp()).sum();
            Tensor gradient = Gradients.of(sum, List.of(x)).gradients().get(0);
            Tensor result = rewritten(gradient);
            assertEquals(2, count(List.of(gradient), Binary.DIV) - count(List.of(result), Binary.DIV), text(result));
            assertEquals(1, count(List.of(result), Binary.DIV), text(result));
            assertArrayEquals(value(gradient), value(result), 1e-12);
        }
        Function<Tensor, Tensor> first =
                z -> Functions.softmax(z, 0).slice(0, 0, 1).sum();
        assertArrayEquals(new double[] {0.25, -0.25, 0}, gradientAt(first, 1000, 1000, -1000), 0);
        assertArrayEquals(new double[] {0, 0, 0}, gradientAt(first, 1000, -1000, 0), 0);
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN}, gradientAt(first, Double.NaN, 0, 1), 0);
    }

    @Test
    void sharesOfAnotherSumAreDividedAsTheyStand() {
        Tensor e = x.sub(x.max(1).expand(1, 4)).exp();
        Tensor total = e.sum(1).expand(1, 4);
        Tensor share = y.div(total);
        Tensor ofOthers =
                share.add(share.mul(x.div(total)).sum(1).neg().expand(1, 4)).mul(e);
        Tensor alongOthers =
                share.add(share.mul(e.div(total)).sum(0).neg().expand(0, N)).mul(e);
        for (Tensor product : List.of(ofOthers, alongOthers)) {
            assertEquals(count(List.of(product), Binary.DIV), count(List.of(rewritten(product)), Binary.DIV));
            assertArrayEquals(value(product), value(rewritten(product)), 1e-12);
        }
    }

    @Test
    void logLossOfSigmoidHasTheRightGradientAtExtremeLogits() {
        Tensor target = Tensor.constant(Shape.of(2), 1, 0);
        Function<Tensor, Tensor> naive = z -> {
            Tensor p = z.sigmoid();
            Tensor one = target.mul(p.log());
            return one.add(target.neg().add(1).mul(p.neg().add(1).log())).sum(0).neg();
        };
        assertArrayEquals(new double[] {-1, 1}, gradientAt(naive, -1000, 1000), 0);
        assertArrayEquals(new double[] {0, 0}, gradientAt(naive, 1000, -1000), 0);
    }

    @Test
    void scalarWorkOfAnOptimizerIsHoistedOutOfItsArrays() {
        Tensor w = Tensor.of(new Parameter("w", Shape.of(8, 4)));
        Tensor g = leaf("g", 8, 4);
        Tensor m = leaf("m", 8, 4).mul(0.9).add(g.mul(1 - 0.9));
        Tensor v = leaf("v", 8, 4).mul(0.999).add(g.square().mul(1 - 0.999));
        Tensor step = s.broadcast(w.shape());
        Tensor mHat = m.div(Tensor.constant(1).sub(Tensor.constant(0.9).pow(step)));
        Tensor vHat = v.div(Tensor.constant(1).sub(Tensor.constant(0.999).pow(step)));
        Tensor rate = t.broadcast(w.shape());
        Tensor update = w.sub(rate.mul(mHat).div(vHat.sqrt().add(1e-8)));
        Tensor result = rewritten(update);
        assertEquals(18, arrayOps(update));
        assertTrue(Graph.topological(List.of(result)).stream()
                .filter(tensor -> tensor.op() == Binary.POW)
                .allMatch(tensor -> tensor.shape().rank() == 0));
        assertEquals(13, arrayOps(result), text(result));
    }

    private static long arrayOps(Tensor root) {
        return Graph.topological(List.of(root)).stream()
                .filter(tensor ->
                        tensor.shape().rank() > 0 && !tensor.inputs().isEmpty() && !(tensor.op() instanceof Expand))
                .count();
    }

    @Test
    void constantsMoveIntoLoopsAndUnusedResultsOut() {
        Tensor sequence = leaf("sequence", 5, N, 4);
        Loops.Result loop = Loops.scan(5, false, List.of(x, y), List.of(sequence, sequence), (carries, slices) -> {
            Tensor next = carries.get(0)
                    .mul(0.5)
                    .mul(2)
                    .add(slices.get(0))
                    .add(slices.get(1))
                    .add(s.broadcast(x.shape()));
            return new Loops.Step(List.of(next, carries.get(1).tanh()), List.of(next.exp(), next));
        });
        Tensor root = loop.stacked().get(1);
        Tensor result = rewritten(root);
        Scan scan = (Scan) result.input(0).op();
        assertEquals(1, scan.invariants());
        assertEquals(1, scan.carries());
        assertEquals(1, scan.sequences());
        assertEquals(2, scan.body().outputs().size());
        assertEquals(Shape.SCALAR, result.input(0).input(0).shape());
        assertEquals(0, count(scan.body().outputs(), Binary.MUL));
    }

    @Test
    void sequencesOfEqualSlicesAreInvariantsAndRepeatedSlicesAreRepeatedInside() {
        Tensor equal = x.expand(0, 5);
        Tensor repeated = steps.expand(2, 4);
        Loops.Result loop = Loops.scan(5, true, List.of(y), List.of(equal, repeated), (carries, slices) -> {
            Tensor next = carries.get(0).mul(slices.get(1)).add(slices.get(0)).tanh();
            return new Loops.Step(List.of(next), List.of());
        });
        Tensor root = loop.carries().get(0);
        Tensor result = rewritten(root);
        Scan scan = (Scan) result.input(0).op();
        assertEquals(1, scan.invariants());
        assertEquals(List.of(x, y), result.input(0).inputs().subList(0, 2));
        assertEquals(Shape.of(5, N), result.input(0).input(2).shape());
        assertArrayEquals(value(root), value(result), 1e-12);
    }

    @Test
    void loopsInLoopsAreRewrittenToo() {
        Tensor sequence = leaf("sequence", 5, N, 4);
        Loops.Result loop = Loops.scan(5, false, List.of(x), List.of(sequence), (carries, slices) -> {
            Loops.Result inner = Loops.scan(2, false, List.of(carries.get(0), y), List.of(), (again, none) -> {
                Tensor next = slices.get(0).add(again.get(0).exp().neg());
                return new Loops.Step(List.of(next, again.get(1).exp()), List.of());
            });
            return new Loops.Step(List.of(inner.carries().get(0)), List.of());
        });
        Scan outer = (Scan) rewritten(loop.carries().get(0)).input(0).op();
        Scan inner = (Scan) outer.body().outputs().get(0).input(0).op();
        assertEquals(1, inner.carries());
        assertEquals(Binary.SUB, inner.body().outputs().get(0).op());
    }

    @Test
    void gradientsAreNotStoppedBeforeTheyAreTaken() {
        Tensor stopped = x.stopGradient().mul(x).sum();
        assertEquals(1, count(stabilised(stopped), StopGradient.class));
        assertEquals(0, count(rewritten(stopped), StopGradient.class));
    }

    @Test
    void newTensorsInheritLabelsAndNamesStay() {
        Tensor w = Tensor.of(new Parameter("w", Shape.of(4)));
        Tensor a = x.mul(1).add(y.mul(w).neg());
        Tensor b = a.exp();
        Program program = new Program(
                "train",
                List.of(x, y),
                List.of(w),
                List.of(new Program.Output("b", b)),
                List.of(new Program.Assignment(w, w.mul(1).add(0.5))),
                Map.of(a, "dense1", b, "exp1"));
        Program result = Rewriter.rewrite(program);
        assertEquals(program.inputs(), result.inputs());
        assertEquals(program.variables(), result.variables());
        assertEquals("train", result.name());
        assertEquals("b", result.outputs().get(0).name());
        assertEquals(w, result.assignments().get(0).variable());
        Tensor exp = result.outputs().get(0).value();
        assertEquals("exp1", result.label(exp).orElseThrow());
        assertEquals(Binary.SUB, exp.input(0).op());
        assertEquals("dense1", result.label(exp.input(0)).orElseThrow());
    }

    @Test
    void gradientsOfALoopAreRewrittenWithoutChange() {
        Tensor sequence = Tensor.concat(0, List.of(x.reshape(Shape.of(1, N, 4)), y.reshape(Shape.of(1, N, 4))));
        Loops.Result loop = Loops.scan(2, true, List.of(x), List.of(sequence), (carries, slices) -> {
            Tensor next = carries.get(0)
                    .mul(slices.get(0))
                    .mul(s.broadcast(x.shape()))
                    .tanh();
            return new Loops.Step(List.of(next), List.of(next.mul(2).sigmoid()));
        });
        Tensor loss = loop.stacked().get(0).sum();
        GradientResult gradients = Gradients.of(loss, List.of(x, s));
        Tensor[] roots = {
            gradients.primal(List.of(loss)).get(0),
            gradients.gradients().get(0),
            gradients.gradients().get(1)
        };
        List<Tensor> results = Rewriter.rewrite(program(roots)).roots();
        for (int i = 0; i < roots.length; i++) {
            assertArrayEquals(value(roots[i]), value(results.get(i)), 1e-12);
        }
        assertFalse(count(results, Unary.TANH) > 1);
    }
}
