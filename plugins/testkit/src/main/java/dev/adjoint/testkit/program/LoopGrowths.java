package dev.adjoint.testkit.program;

import static dev.adjoint.testkit.program.Nature.SMOOTH;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Growths by loops over time, whose bodies are grown like programs. */
final class LoopGrowths {
    private LoopGrowths() {}

    static final List<Growth> ALL = List.of(new Growth("scan", SMOOTH, LoopGrowths::scan));

    private static List<Tensor> scan(Pool pool) {
        if (!pool.mayNest()) {
            return List.of();
        }
        List<Tensor> sequences = new ArrayList<>();
        int length = pool.one(List.of(1, 2, 3, 5));
        for (int i = pool.below(3); i > 0; i--) {
            sequences.add(sequence(pool, length));
        }
        List<Tensor> carries = new ArrayList<>();
        for (int i = pool.below(3); i > 0 || sequences.isEmpty() && carries.isEmpty(); i--) {
            carries.add(pool.floats());
        }
        Loops.Result result = Loops.scan(length, pool.chance(0.5), carries, sequences, (before, slices) -> {
            for (int i = 0; i < slices.size(); i++) {
                pool.leaves().madeOf(slices.get(i), List.of(sequences.get(i)));
            }
            return step(pool, length, before, slices);
        });
        List<Tensor> results = new ArrayList<>(result.carries());
        results.addAll(result.stacked());
        return results;
    }

    /** Something with a leading axis of the loop's length: a slice of what is there, or a new leaf. */
    private static Tensor sequence(Pool pool, int length) {
        return pool.find(tensor -> tensor.shape().rank() > 0 && tensor.shape().size(0) >= length && pool.chance(0.7))
                .map(tensor -> pool.leaves().madeOf(tensor.slice(0, 0, length), List.of(tensor)))
                .orElseGet(() -> pool.leaves().floats(pool.shape().insert(0, length)));
    }

    private static Loops.Step step(Pool pool, int length, List<Tensor> before, List<Tensor> slices) {
        List<Tensor> arguments = new ArrayList<>(before);
        arguments.addAll(slices);
        Pool body = pool.body(arguments);
        for (int i = 1 + pool.below(5); i > 0; i--) {
            RandomPrograms.grow(body);
        }
        List<Tensor> after = before.stream().map(carry -> next(body, carry)).toList();
        List<Tensor> stacked = new ArrayList<>();
        for (int i = pool.below(3); i > 0; i--) {
            body.find(tensor -> Pool.fits(tensor.shape().insert(0, length))).ifPresent(stacked::add);
        }
        if (after.isEmpty() && stacked.isEmpty()) {
            Tensor tensor = body.floats();
            stacked.add(tensor.sum().mul(1.0 / tensor.shape().elements(Pool.ROWS)));
        }
        return new Loops.Step(after, stacked);
    }

    /** What a carry becomes: a tensor of its shape from the body, or what it was and a little of something else. */
    private static Tensor next(Pool body, Tensor carry) {
        return body.find(tensor -> tensor != carry
                        && tensor.dtype() == DType.FLOAT
                        && tensor.shape().equals(carry.shape())
                        && body.chance(0.8))
                .orElseGet(() -> {
                    Tensor other = body.floats();
                    double share = 0.5 / other.shape().elements(Pool.ROWS);
                    return carry.mul(0.5).add(other.sum().mul(share));
                });
    }
}
