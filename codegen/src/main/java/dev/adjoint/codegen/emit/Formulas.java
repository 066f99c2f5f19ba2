package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Variable;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Layout;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a kernel computes, as a person would write it: the comment above its method. A prime marks a value that the same
 * kernel has just computed, apart from the one that stood in its place before.
 */
final class Formulas {
    private static final int DEEPEST = 7;
    private static final Map<Op, String> SIGNS = Map.of(
            Binary.ADD, "+",
            Binary.SUB, "-",
            Binary.MUL, "*",
            Binary.DIV, "/",
            Comparison.EQUAL, "==",
            Comparison.LESS, "<",
            Comparison.LESS_EQUAL, "<=");

    private final Schedule schedule;
    private final Group group;

    private Formulas(Schedule schedule, Group group) {
        this.schedule = schedule;
        this.group = group;
    }

    static String of(Schedule schedule, Group group) {
        Formulas formulas = new Formulas(schedule, group);
        Tensor anchor = group.anchor();
        if (anchor != null && group.stores().isEmpty()) {
            Place place = schedule.layout().place(anchor);
            String name = place == null ? anchor.op().label() : place.buffer().name();
            return name + " = " + formulas.operation(anchor, 0);
        }
        return group.stores().stream()
                .map(store -> store.place().buffer().name() + " = " + formulas.text(store.value(), 0))
                .collect(Collectors.joining("\n"));
    }

    private String text(Tensor tensor, int depth) {
        for (Group.Store store : depth == 0 ? List.<Group.Store>of() : group.stores()) {
            if (store.value() == tensor) {
                return store.place().buffer().name() + "'";
            }
        }
        Layout.Source source = schedule.layout().source(tensor);
        if (source != null) {
            return text(source.outer(), depth);
        }
        Place place = schedule.layout().place(tensor);
        boolean stored = schedule.ownership().inMemory(group, tensor) && tensor != group.anchor();
        if (place != null
                && (stored || tensor.op() instanceof Variable || tensor.inputs().isEmpty())) {
            return place.buffer().name();
        }
        if (tensor.op() instanceof Constant constant) {
            return constant.isScalar() ? number(constant.value()) : "constants";
        }
        if (Views.isView(tensor)) {
            return text(tensor.input(0), depth) + Ranges.of(tensor);
        }
        return depth > DEEPEST ? "..." : operation(tensor, depth);
    }

    private String operation(Tensor tensor, int depth) {
        String sign = SIGNS.get(tensor.op());
        if (sign != null) {
            return "(" + text(tensor.input(0), depth + 1) + " " + sign + " " + text(tensor.input(1), depth + 1) + ")";
        }
        String arguments =
                tensor.inputs().stream().map(input -> text(input, depth + 1)).collect(Collectors.joining(", "));
        return tensor.op().label() + "(" + arguments + ")";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
