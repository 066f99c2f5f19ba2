package dev.adjoint.api.op;

import static dev.adjoint.api.op.Types.N;
import static dev.adjoint.api.op.Types.assertRejected;
import static dev.adjoint.api.op.Types.floats;
import static dev.adjoint.api.op.Types.ints;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanTypeTests {
    private static final Tensor WEIGHT = Tensor.of(new BodyInput(0, floats(4)));
    private static final Tensor CARRY = Tensor.of(new BodyInput(1, floats(N, 4)));
    private static final Tensor SLICE = Tensor.of(new BodyInput(2, floats(N, 4)));
    private static final Tensor NEXT = CARRY.mul(WEIGHT).add(SLICE);
    private static final Graph BODY = new Graph(List.of(WEIGHT, CARRY, SLICE), List.of(NEXT, NEXT.sum(-1)));

    @Test
    void resultsAreTheLastCarriesThenTheStackedSlices() {
        Scan scan = new Scan(BODY, 1, 1, 7, false);
        assertEquals(
                List.of(floats(N, 4), floats(7, N)), scan.results(List.of(floats(4), floats(N, 4), floats(7, N, 4))));
        assertEquals(1, scan.sequences());
        assertEquals("scan[7]", scan.toString());
        assertEquals("scan[7, reverse]", new Scan(BODY, 1, 1, 7, true).toString());
    }

    @Test
    void inputsHaveTheTypesThatTheBodyTakes() {
        Scan scan = new Scan(BODY, 1, 1, 7, false);
        assertRejected(
                scan,
                List.of(floats(4), floats(N, 4), floats(6, N, 4)),
                "scan (7) does not apply to float[4], float[n, 4], float[6, n, 4]",
                "expected input 2 to be float[7, n, 4]");
        assertRejected(scan, List.of(floats(4), ints(N, 4), floats(7, N, 4)), "expected input 1 to be float[n, 4]");
        assertRejected(scan, List.of(floats(4), floats(N, 4)), "scan takes 3 inputs but got 2");
    }

    @Test
    void aCarryKeepsItsType() {
        Graph body = new Graph(List.of(WEIGHT, CARRY, SLICE), List.of(NEXT.sum(-1)));
        assertRejected(
                new Scan(body, 1, 1, 7, false),
                List.of(floats(4), floats(N, 4), floats(7, N, 4)),
                "expected carry 0 to stay float[n, 4], not float[n]");
    }

    @Test
    void theNumbersOfAScanFitItsBody() {
        List<TensorType> inputs = List.of(floats(4), floats(N, 4), floats(7, N, 4));
        assertRejected(new Scan(BODY, 1, 1, 0, false), inputs, "expected a length > 0");
        assertRejected(new Scan(BODY, 1, 3, 7, false), inputs, "expected at most 3 invariants and carries");
        assertRejected(new Scan(BODY, -1, 1, 7, false), inputs, "expected at most 3 invariants and carries");
        String outputs = "expected a body with at least one output, and one for each carry";
        assertRejected(
                new Scan(new Graph(BODY.inputs(), List.of()), 1, 0, 7, false),
                List.of(floats(4), floats(7, N, 4), floats(7, N, 4)),
                outputs);
        assertRejected(
                new Scan(new Graph(BODY.inputs(), List.of(NEXT)), 1, 2, 7, false),
                List.of(floats(4), floats(N, 4), floats(N, 4)),
                outputs);
    }
}
