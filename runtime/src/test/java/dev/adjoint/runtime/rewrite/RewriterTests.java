package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Unary;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RewriterTests {
    private static final int N = Shape.ROWS;
    private static final int ROWS = 3;

    private final Tensor x = leaf("x", N, 4);
    private final Tensor y = leaf("y", N, 4);
    private final Tensor s = leaf("s");
    private final Tensor t = leaf("t");
    private final Tensor steps = leaf("steps", 5, N);

    private static Tensor leaf(String name, int... sizes) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(sizes))));
    }

    private static Program program(Tensor... roots) {
        List<Tensor> leaves = Graph.topological(List.of(roots)).stream()
                .filter(tensor -> tensor.op() instanceof Input)
                .toList();
        List<Program.Output> outputs = Arrays.stream(roots)
                .map(root -> new Program.Output("out" + Arrays.asList(roots).indexOf(root), root))
                .toList();
        return new Program("test", leaves, List.of(), outputs, List.of(), Map.of());
    }

    private static Tensor rewritten(Tensor tensor) {
        return Rewriter.rewrite(program(tensor)).roots().get(0);
    }

    private static Tensor stabilised(Tensor tensor) {
        return Rewriter.stabilise(program(tensor)).roots().get(0);
    }

    private static long count(List<Tensor> roots, Op op) {
        return Graph.topological(roots).stream()
                .filter(tensor -> tensor.op().equals(op))
                .count();
    }

    private static long count(Tensor root, Class<? extends Op> op) {
        return Graph.topological(List.of(root)).stream()
                .filter(tensor -> op.isInstance(tensor.op()))
                .count();
    }

    private double[] value(Tensor tensor) {
        java.util.Random random = new java.util.Random(5);
        Map<Tensor, double[]> point = new HashMap<>();
        for (Tensor leaf : List.of(x, y, s, t, steps)) {
            point.put(leaf, random.doubles(leaf.shape().elements(ROWS), 0.5, 2).toArray());
        }
        return new Evaluator(Precision.DOUBLE, ROWS, 1, point).value(tensor);
    }

    private void becomes(Tensor before, Tensor after) {
        Tensor result = rewritten(before);
        assertEquals(text(rewritten(after)), text(result));
        assertArrayEquals(value(before), value(result), 1e-12);
    }

    /** The whole expression, with the operands of sums and products in an order of their own. */
    private static String text(Tensor tensor) {
        boolean commutes = tensor.op() == Binary.ADD || tensor.op() == Binary.MUL;
        List<String> inputs = tensor.inputs().stream().map(RewriterTests::text).toList();
        return tensor.op() + "" + (commutes ? inputs.stream().sorted().toList() : inputs);
    }

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

    private double[] gradientAt(Function<Tensor, Tensor> loss, double... logits) {
        Tensor z = leaf("z", logits.length);
        Tensor stable = stabilised(loss.apply(z));
        Tensor gradient = rewritten(Gradients.of(stable, List.of(z)).gradients().get(0));
        return new Evaluator(Precision.FLOAT, 1, 1, Map.of(z, logits)).value(gradient);
    }

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
