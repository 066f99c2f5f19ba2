package dev.adjoint.api.op;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * A loop over time. Its inputs, and those of its body in the same order, are the {@code invariants} (the same in
 * every step), then the {@code carries} (handed from step to step), then the sequences, of which the body sees one
 * slice of the leading axis at a time. The body's outputs are the next carries, then one slice of each stacked
 * result. The results of the scan are the last carries, then the stacked results, [length, ...].
 *
 * @param reverse whether the steps run from the last slice to the first; results are stacked where their slice stood
 */
public record Scan(Graph body, int invariants, int carries, int length, boolean reverse) implements MultiOp {
    @Override
    public List<TensorType> results(List<TensorType> inputs) {
        Expect.arity(this, inputs, body.inputs().size());
        Expect.that(length > 0, this, inputs, "a length > 0");
        Expect.that(
                invariants >= 0 && carries >= 0 && invariants + carries <= inputs.size(),
                this,
                inputs,
                "at most " + inputs.size() + " invariants and carries");
        Expect.that(
                !body.outputs().isEmpty() && body.outputs().size() >= carries,
                this,
                inputs,
                "a body with at least one output, and one for each carry");
        for (int i = 0; i < inputs.size(); i++) {
            TensorType expected = body.inputs().get(i).type();
            TensorType given = inputs.get(i);
            if (i >= invariants + carries) {
                expected = expected.withShape(expected.shape().insert(0, length));
            }
            Expect.that(given.equals(expected), this, inputs, "input " + i + " to be " + expected);
        }
        List<TensorType> results = new ArrayList<>();
        for (int i = 0; i < body.outputs().size(); i++) {
            TensorType type = body.outputs().get(i).type();
            if (i < carries) {
                TensorType carry = inputs.get(invariants + i);
                Expect.that(type.equals(carry), this, inputs, "carry " + i + " to stay " + carry + ", not " + type);
            }
            results.add(i < carries ? type : type.withShape(type.shape().insert(0, length)));
        }
        return results;
    }

    /** How many sequences the loop runs over. */
    public int sequences() {
        return body.inputs().size() - invariants - carries;
    }

    /** The type that one slice of a sequence or stacked result has, for the type of the whole. */
    public static TensorType slice(Tensor sequence) {
        Shape shape = sequence.shape();
        return sequence.type().withShape(shape.remove(0));
    }

    @Override
    public String toString() {
        return "scan[" + length + (reverse ? ", reverse" : "") + "]";
    }
}
