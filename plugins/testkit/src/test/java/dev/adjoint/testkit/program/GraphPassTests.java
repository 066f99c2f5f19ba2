package dev.adjoint.testkit.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.autodiff.Tangents;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import dev.adjoint.runtime.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Differentiation and rewriting on random programs over all ops. */
class GraphPassTests {
    private static final int PROGRAMS = 150;
    private static final int ROWS = 3;
    private static final long KEY = 5;

    /** A program at a point, with a direction for each real leaf and a weight for each real root. */
    private record Setting(RandomProgram random, Map<Tensor, double[]> values) {
        static Setting of(long seed, Nature nature) {
            RandomProgram random = RandomPrograms.of(seed, nature);
            Setting setting =
                    new Setting(random, new HashMap<>(random.feed(ROWS, seed, 0).doubles()));
            setting.random.program().inputs().forEach(leaf -> Objects.requireNonNull(setting.values.get(leaf)));
            return setting;
        }

        List<Tensor> leaves() {
            List<Tensor> leaves = new ArrayList<>(random.program().inputs());
            leaves.addAll(random.program().variables());
            return leaves.stream().filter(leaf -> leaf.dtype() == DType.FLOAT).toList();
        }

        List<Tensor> roots() {
            return random.program().roots().stream()
                    .filter(root -> root.dtype() == DType.FLOAT)
                    .toList();
        }

        /** A leaf like each of some tensors, with random values. */
        List<Tensor> companions(List<Tensor> tensors, String name) {
            Random dice = new Random(random.seed() + name.hashCode());
            List<Tensor> companions = new ArrayList<>();
            for (Tensor tensor : tensors) {
                Tensor leaf = Tensor.of(new Input(name + companions.size(), tensor.type()));
                values.put(
                        leaf, dice.doubles(tensor.shape().elements(ROWS), -1, 1).toArray());
                companions.add(leaf);
            }
            return companions;
        }

        Evaluator evaluator() {
            return new Evaluator(Precision.DOUBLE, ROWS, KEY, values);
        }
    }

    private static double inner(Evaluator evaluator, List<Tensor> as, List<Tensor> bs) {
        double sum = 0;
        for (int i = 0; i < as.size(); i++) {
            double[] a = evaluator.value(as.get(i));
            double[] b = evaluator.value(bs.get(i));
            sum += IntStream.range(0, a.length).mapToDouble(e -> a[e] * b[e]).sum();
        }
        return sum;
    }

    @Test
    void forwardModeIsTheTransposeOfReverseMode() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Setting setting = Setting.of(seed, Nature.SMOOTH);
            List<Tensor> directions = setting.companions(setting.leaves(), "v");
            List<Tensor> weights = setting.companions(setting.roots(), "u");
            Map<Tensor, Tensor> tangents = new HashMap<>();
            for (int i = 0; i < directions.size(); i++) {
                tangents.put(setting.leaves().get(i), directions.get(i));
            }
            Evaluator evaluator = setting.evaluator();
            List<Tensor> gradients =
                    Gradients.vjp(setting.roots(), weights, setting.leaves()).gradients();
            double forward = inner(evaluator, Tangents.jvp(setting.roots(), tangents), weights);
            double reverse = inner(evaluator, gradients, directions);
            assertEquals(forward, reverse, 1e-9 * (Math.abs(forward) + 1), setting.random()::toString);
        }
    }

    @Test
    void gradientsOfSmoothProgramsEqualDifferencesAlongADirection() {
        double step = 1e-6;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Setting setting = Setting.of(seed, Nature.SMOOTH);
            List<Tensor> leaves = setting.leaves();
            List<Tensor> directions = setting.companions(leaves, "v");
            List<Tensor> weights = setting.companions(setting.roots(), "u");
            List<Tensor> gradients =
                    Gradients.vjp(setting.roots(), weights, leaves).gradients();
            double slope = inner(setting.evaluator(), gradients, directions);

            double[] sides = new double[2];
            for (int side = 0; side < 2; side++) {
                Map<Tensor, double[]> there = new HashMap<>(setting.values());
                for (int i = 0; i < leaves.size(); i++) {
                    double[] at = Objects.requireNonNull(setting.values().get(leaves.get(i)));
                    double[] direction = Objects.requireNonNull(setting.values().get(directions.get(i)));
                    double signed = side == 0 ? -step : step;
                    there.put(
                            leaves.get(i),
                            IntStream.range(0, at.length)
                                    .mapToDouble(e -> at[e] + signed * direction[e])
                                    .toArray());
                }
                sides[side] = inner(new Evaluator(Precision.DOUBLE, ROWS, KEY, there), setting.roots(), weights);
            }
            double difference = (sides[1] - sides[0]) / (2 * step);
            assertEquals(difference, slope, 1e-5 * (Math.abs(slope) + 1), setting.random()::toString);
        }
    }

    @Test
    void everyKindOfOpHasADerivativeOrIsKnownToHaveNone() {
        Set<Object> differentiated = new LinkedHashSet<>();
        for (long seed = 0; seed < 3 * PROGRAMS; seed++) {
            Setting setting = Setting.of(seed, Nature.ANY);
            List<Tensor> weights = setting.companions(setting.roots(), "u");
            try {
                GradientResult result = Gradients.vjp(setting.roots(), weights, setting.leaves());
                assertEquals(setting.leaves().size(), result.gradients().size());
            } catch (PluginException e) {
                assertTrue(e.toString().contains("has no second derivative"), e.toString());
            }
            differentiated.addAll(OpKinds.of(setting.roots()));
        }
        assertEquals(OpKinds.all(), differentiated);
    }

    @Test
    void rewritingChangesNoValueBeyondRounding() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Setting setting = Setting.of(seed, Nature.CONTINUOUS);
            Program program = setting.random().program();
            for (Program result : List.of(Rewriter.rewrite(program), Rewriter.stabilise(program))) {
                for (int i = 0; i < program.roots().size(); i++) {
                    assertArrayEquals(
                            setting.evaluator().value(program.roots().get(i)),
                            setting.evaluator().value(result.roots().get(i)),
                            1e-9,
                            setting.random()::toString);
                }
            }
        }
    }

    @Test
    void rewritingKeepsNaNWhereItWas() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Setting setting = Setting.of(seed, Nature.CONTINUOUS);
            for (Tensor leaf : setting.leaves()) {
                double[] values = Objects.requireNonNull(setting.values().get(leaf));
                Arrays.fill(values, 0, 1 + values.length / 3, Double.NaN);
            }
            Program program = setting.random().program();
            Program result = Rewriter.rewrite(program);
            for (int i = 0; i < program.roots().size(); i++) {
                double[] before = setting.evaluator().value(program.roots().get(i));
                double[] after = setting.evaluator().value(result.roots().get(i));
                for (int e = 0; e < before.length; e++) {
                    assertEquals(Double.isNaN(before[e]), Double.isNaN(after[e]), setting.random()::toString);
                }
            }
        }
    }

    @Test
    void rewritingTwiceIsRewritingOnce() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Program once = Rewriter.rewrite(RandomPrograms.of(seed).program());
            assertEquals(once.roots(), Rewriter.rewrite(once).roots());
        }
    }

    @Test
    void aProgramKeepsItsLeavesAndNames() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Program before = RandomPrograms.of(seed).program();
            Program after = Rewriter.rewrite(before);
            assertEquals(before.inputs(), after.inputs());
            assertEquals(before.variables(), after.variables());
            assertEquals(
                    before.outputs().stream().map(Program.Output::name).toList(),
                    after.outputs().stream().map(Program.Output::name).toList());
            assertEquals(
                    before.assignments().stream()
                            .map(Program.Assignment::variable)
                            .toList(),
                    after.assignments().stream()
                            .map(Program.Assignment::variable)
                            .toList());
            assertTrue(before.labels().values().containsAll(after.labels().values()));
        }
    }
}
