package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.StopGradient;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The order in which all who read a tensor want its axes, where that is another one than its own. The result of a
 * contraction has its axes in the order that the op dictates, but memory need not: the heads of attention, which are
 * contracted one by one, come to stand side by side, in rows as long as all of them, if nobody reads them otherwise.
 */
final class ReadOrder {
    private final Function<Tensor, List<Tensor>> users;
    private final Set<List<Integer>> orders = new HashSet<>();

    private ReadOrder(Function<Tensor, List<Tensor>> users) {
        this.users = users;
    }

    /**
     * The order, outermost axis first. The last axis stays the last, so that rows are written in one piece.
     *
     * @param users who reads a tensor
     */
    static Optional<List<Integer>> of(Tensor tensor, Function<Tensor, List<Tensor>> users) {
        ReadOrder read = new ReadOrder(users);
        read.collect(tensor);
        int last = tensor.shape().rank() - 1;
        return read.orders.size() == 1
                ? read.orders.stream()
                        .filter(order -> !order.isEmpty() && order.get(last) == last)
                        .findFirst()
                : Optional.empty();
    }

    /** Collects the orders in which a tensor is read; an empty one stands for its own. */
    private void collect(Tensor tensor) {
        for (Tensor user : users.apply(tensor)) {
            if (user.op() instanceof StopGradient || user.op() instanceof Cast) {
                collect(user);
            } else {
                orders.add(user.op() instanceof Permute permute ? permute.order() : List.of());
            }
        }
    }
}
