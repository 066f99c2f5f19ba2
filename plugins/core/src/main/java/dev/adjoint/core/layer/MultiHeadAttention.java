package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.core.Bounds;
import dev.adjoint.core.initializer.GlorotUniform;
import java.util.List;

/**
 * Self-attention (Vaswani et al. 2017). With queries Q, keys K and values V, which are dense functions of the input,
 * each cut into heads of d = features / heads numbers, a head is softmax(Q Kᵀ / √d) V, and the output is a dense
 * function of all heads side by side. Input and output [n, steps, features]. Parameters: kernel [features, features] and
 * bias [features] of each of query, key, value and output.
 *
 * @param heads the number of heads, a divisor of the number of features
 * @param causal whether a step attends only to itself and to the steps before it
 * @param kernel the first values of the kernels
 */
@AutoService(Layer.class)
public record MultiHeadAttention(int heads, boolean causal, Initializer kernel) implements Layer {
    /** K, [n, s, heads, d], and Q, [n, t, heads, d], to [n, heads, s, t]: sums over keys are then sums of whole rows. */
    private static final Dot SCORES = new Dot(List.of(0, 2), List.of(0, 2), List.of(3), List.of(3));
    /** Weights, [n, heads, s, t], and V, [n, s, heads, d], to [n, heads, t, d]. */
    private static final Dot MIXTURE = new Dot(List.of(0, 1), List.of(0, 2), List.of(2), List.of(1));

    public MultiHeadAttention {
        Bounds.atLeast(1, heads, "heads");
    }

    public MultiHeadAttention() {
        this(1);
    }

    public MultiHeadAttention(int heads) {
        this(heads, false, new GlorotUniform());
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Sequences.expect(this, x);
        int features = x.shape().last();
        if (features % heads != 0) {
            throw new ShapeException(
                    pluginName() + " cuts the features into " + heads + " heads of one size: expected a"
                            + " multiple of " + heads + " for the last axis of its input, but got " + x.shape());
        }
        Dense projection = new Dense(features, kernel);
        Tensor q = cut(scope.apply("query", projection, x));
        Tensor k = cut(scope.apply("key", projection, x));
        Tensor v = cut(scope.apply("value", projection, x));
        Tensor scores = k.dot(q, SCORES).mul(1 / Math.sqrt(features / heads));
        Tensor weights = Functions.softmax(causal ? withoutFuture(scores) : scores, -2);
        Tensor mixed = weights.dot(v, MIXTURE).permute(0, 2, 1, 3);
        return scope.apply("output", projection, mixed.reshape(x.shape()));
    }

    private Tensor cut(Tensor x) {
        Shape shape = x.shape();
        return x.reshape(Shape.of(Shape.ROWS, shape.size(1), heads, shape.last() / heads));
    }

    /** -∞ where the key, on the last axis but one, comes after the query. */
    private static Tensor withoutFuture(Tensor scores) {
        Tensor step = Tensor.iota(scores.shape().last());
        Tensor past = step.expand(1, scores.shape().last()).lessEqual(step);
        return past.where(scores, Tensor.constant(Double.NEGATIVE_INFINITY));
    }
}
