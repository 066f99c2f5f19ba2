package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.core.Bounds;
import dev.adjoint.core.initializer.GlorotUniform;
import dev.adjoint.core.initializer.Orthogonal;
import java.util.Arrays;
import java.util.List;

/**
 * The long short-term memory of Hochreiter and Schmidhuber (1997) with the forget gate of Gers et al. (2000): in each
 * step, from h = c = 0,
 *
 * <pre>
 * [i f g o] = x W + h U + b
 * c ← σ(f) c + σ(i) tanh(g)
 * h ← σ(o) tanh(c)
 * </pre>
 *
 * Input [n, steps, in]; output the last h, [n, units], or all of them, [n, steps, units]. Parameters: kernel [in, 4
 * units], recurrent-kernel [units, 4 units] and bias [4 units], each with the gates in the order i, f, g, o.
 *
 * @param units the size of h and of c
 * @param returnSequences whether h is returned for every step
 * @param forgetBias the first values of the part of b that belongs to f; the others begin at 0
 * @param kernel the first values of W
 * @param recurrentKernel the first values of U
 */
@AutoService(Layer.class)
public record Lstm(
        int units, boolean returnSequences, double forgetBias, Initializer kernel, Initializer recurrentKernel)
        implements Layer {
    public Lstm {
        Bounds.atLeast(1, units, "units");
        Bounds.finite(forgetBias, "forget-bias");
    }

    public Lstm() {
        this(1);
    }

    public Lstm(int units) {
        this(units, false);
    }

    public Lstm(int units, boolean returnSequences) {
        this(units, returnSequences, 1, new GlorotUniform(), new Orthogonal());
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Sequences.expect(this, x);
        int gates = Math.multiplyExact(4, units);
        Tensor w = scope.parameter("kernel", Shape.of(x.shape().last(), gates), kernel);
        Tensor u = scope.parameter("recurrent-kernel", Shape.of(units, gates), recurrentKernel);
        Tensor b = scope.parameter("bias", Shape.of(gates), (values, shape, random) -> {
            Arrays.fill(values, 0);
            Arrays.fill(values, units, 2 * units, (float) forgetBias);
        });

        // What the inputs add to the gates does not wait for the steps before: one contraction for all of them.
        Tensor inputs = x.permute(1, 0, 2).matmul(w).add(b);
        Tensor zero = Tensor.constant(0).broadcast(Shape.of(units).batched());
        Loops.Result states =
                Loops.scan(x.shape().size(1), false, List.of(zero, zero), List.of(inputs), (carries, slices) -> {
                    Tensor z = slices.get(0).add(carries.get(0).matmul(u));
                    Tensor c = gate(z, 1)
                            .sigmoid()
                            .mul(carries.get(1))
                            .add(gate(z, 0).sigmoid().mul(gate(z, 2).tanh()));
                    Tensor h = gate(z, 3).sigmoid().mul(c.tanh());
                    return new Loops.Step(List.of(h, c), returnSequences ? List.of(h) : List.of());
                });
        return returnSequences
                ? states.stacked().get(0).permute(1, 0, 2)
                : states.carries().get(0);
    }

    private Tensor gate(Tensor z, int index) {
        return z.slice(-1, index * units, units);
    }
}
