package dev.adjoint.testkit;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;

/** Whether two graphs consist of the same ops in the same places, though of different tensors. */
final class SameGraph {
    private SameGraph() {}

    static void assertSame(List<Tensor> first, List<Tensor> second) {
        List<Tensor> ours = Graph.topological(first);
        List<Tensor> theirs = Graph.topological(second);
        if (ours.size() != theirs.size()) {
            throw new AssertionFailedError("once it states " + ours.size() + " ops, once " + theirs.size());
        }
        Map<Tensor, Tensor> counterpart = new HashMap<>();
        for (int i = 0; i < ours.size(); i++) {
            Tensor one = ours.get(i);
            Tensor other = theirs.get(i);
            List<Tensor> inputs = one.inputs().stream().map(counterpart::get).toList();
            if (!inputs.equals(other.inputs()) || !same(one.op(), other.op())) {
                throw new AssertionFailedError("once it states " + one.op() + ", once " + other.op());
            }
            counterpart.put(one, other);
        }
        if (!first.stream().map(counterpart::get).toList().equals(second)) {
            throw new AssertionFailedError("its outputs are not always the same tensors");
        }
    }

    private static boolean same(Op one, Op other) {
        if (one instanceof Scan a && other instanceof Scan b) {
            assertSame(a.body().outputs(), b.body().outputs());
            return a.length() == b.length()
                    && a.reverse() == b.reverse()
                    && a.carries() == b.carries()
                    && a.invariants() == b.invariants();
        }
        return one.equals(other);
    }
}
