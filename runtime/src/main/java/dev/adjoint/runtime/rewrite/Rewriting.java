package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One walk over a graph, inputs first, that brings each tensor into the form in which no rule applies any more. Equal
 * ops of the same inputs become one tensor. What no rule applies to stays the very same tensor.
 */
final class Rewriting {
    private static final Set<Op> COMMUTATIVE = Set.of(Binary.ADD, Binary.MUL, Binary.MAX, Binary.MIN, Comparison.EQUAL);

    private record Expression(Op op, List<Tensor> inputs) {}

    private final RuleTable rules;
    private final Map<Tensor, Tensor> finished = new HashMap<>();
    private final Map<Expression, Tensor> interned = new HashMap<>();
    private final Map<Tensor, Tensor> origins = new LinkedHashMap<>();

    Rewriting(RuleTable rules) {
        this.rules = rules;
    }

    List<Tensor> rewrite(List<Tensor> roots) {
        for (Tensor tensor : Graph.topological(roots)) {
            finish(tensor, tensor);
        }
        return roots.stream().map(root -> finish(root, root)).toList();
    }

    /** For each tensor that was made, the one it was made for. */
    Map<Tensor, Tensor> origins() {
        return origins;
    }

    private Tensor finish(Tensor tensor, Tensor origin) {
        Tensor known = finished.get(tensor);
        if (known != null) {
            return known;
        }
        List<Tensor> inputs = new ArrayList<>();
        for (Tensor input : tensor.inputs()) {
            inputs.add(finish(input, origin));
        }
        Tensor unique = intern(tensor, inputs);
        Tensor result = finished.get(unique);
        if (result == null) {
            Optional<Tensor> better = rules.apply(unique);
            result = better.isPresent() ? finish(better.get(), origin) : unique;
            finished.put(unique, result);
            origins.putIfAbsent(result, origin);
        }
        finished.put(tensor, result);
        return result;
    }

    /** The one tensor for an op and its inputs: the given one if it is the first and has these inputs already. */
    private Tensor intern(Tensor tensor, List<Tensor> inputs) {
        Op op = tensor.op();
        if (op instanceof Input || op instanceof Variable || op instanceof BodyInput) {
            return tensor;
        }
        Expression expression = new Expression(op, inputs);
        Tensor known = interned.get(expression);
        if (known == null && COMMUTATIVE.contains(op)) {
            known = interned.get(new Expression(op, List.of(inputs.get(1), inputs.get(0))));
        }
        if (known == null) {
            known = inputs.equals(tensor.inputs()) ? tensor : Tensor.of(op, inputs);
            interned.put(expression, known);
        }
        return known;
    }
}
