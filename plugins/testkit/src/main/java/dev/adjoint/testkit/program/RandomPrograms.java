package dev.adjoint.testkit.program;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.CounterRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Well-typed programs made by dice, over all ops: a program grows from a few leaves by one random growth after the
 * other. The same seed always gives the same program, so a failure is reproduced by its seed.
 */
public final class RandomPrograms {
    /** The groups of growths, those listed more often being more likely. */
    private static final List<List<Growth>> GROUPS = List.of(
            ElementwiseGrowths.ALL,
            ElementwiseGrowths.ALL,
            ElementwiseGrowths.ALL,
            ReductionGrowths.ALL,
            ReductionGrowths.ALL,
            MovementGrowths.ALL,
            MovementGrowths.ALL,
            ContractionGrowths.ALL,
            ContractionGrowths.ALL,
            IndexGrowths.ALL,
            LeafGrowths.ALL,
            LoopGrowths.ALL);

    private static final List<String> LABELS = List.of("dense1", "encoder/dense2", "loss", "*/ boom", "größe/\\u000a");

    private RandomPrograms() {}

    /** A program of any nature. */
    public static RandomProgram of(long seed) {
        return of(seed, Nature.ANY);
    }

    public static RandomProgram of(long seed, Nature nature) {
        Pool pool = new Pool(new Random(CounterRandom.stepKey(seed, nature.ordinal())), nature);
        pool.add(pool.leaves().floats(Shape.of(Shape.ROWS, pool.size())));
        pool.add(pool.leaves().floats(pool.shape()));
        for (int i = 4 + pool.below(20); i > 0; i--) {
            grow(pool);
        }
        List<Output> outputs = outputs(pool);
        List<Assignment> assignments = assignments(pool);
        Program program = new Program(
                "random" + seed, pool.leaves().inputs(), pool.leaves().variables(), outputs, assignments, labels(pool));
        return new RandomProgram(seed, nature, program, Map.copyOf(pool.leaves().bounds()));
    }

    /** Adds what one random growth makes. */
    static void grow(Pool pool) {
        List<Growth> admitted = pool.one(GROUPS).stream()
                .filter(growth -> growth.nature().compareTo(pool.nature()) <= 0)
                .toList();
        pool.one(admitted).rule().grow(pool).forEach(pool::add);
    }

    /** Mostly tensors that nothing else uses, now and then one that something does, or a leaf. */
    private static List<Output> outputs(Pool pool) {
        Map<Tensor, List<Tensor>> consumers = Graph.consumers(pool.tensors());
        List<Tensor> unused = pool.tensors().stream()
                .filter(tensor -> consumers.getOrDefault(tensor, List.of()).isEmpty())
                .toList();
        List<Output> outputs = new ArrayList<>();
        for (int i = 1 + pool.below(4); i > 0; i--) {
            Tensor value = pool.one(pool.chance(0.8) ? unused : pool.tensors());
            outputs.add(new Output((pool.chance(0.2) ? "out put\"" : "y") + i, value));
        }
        return outputs;
    }

    private static List<Assignment> assignments(Pool pool) {
        List<Assignment> assignments = new ArrayList<>();
        for (Tensor variable : List.copyOf(pool.leaves().variables())) {
            if (pool.chance(0.6)) {
                assignments.add(new Assignment(variable, update(pool, variable)));
            }
        }
        return assignments;
    }

    /** A tensor of the variable's shape, another variable included, or the variable with a share of some tensor. */
    private static Tensor update(Pool pool, Tensor variable) {
        return pool.find(tensor ->
                        tensor.dtype() == DType.FLOAT && tensor.shape().equals(variable.shape()) && pool.chance(0.7))
                .orElseGet(() -> {
                    Tensor other = pool.floats();
                    double share = 0.1 / other.shape().elements(Pool.ROWS);
                    return variable.mul(0.9).sub(other.sum().mul(share));
                });
    }

    private static Map<Tensor, String> labels(Pool pool) {
        Map<Tensor, String> labels = new HashMap<>();
        for (Tensor tensor : pool.tensors()) {
            if (pool.chance(0.3)) {
                labels.put(tensor, pool.one(LABELS));
            }
        }
        return labels;
    }
}
