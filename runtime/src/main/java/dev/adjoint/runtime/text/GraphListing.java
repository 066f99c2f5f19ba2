package dev.adjoint.runtime.text;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.Variable;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program as text: its tensors, numbered, each after those it is made of. A line such as
 * {@code %5 = sum(%4) axis=1 : float[n]  # dense1} shows the op with its inputs and attributes, the type of the result,
 * and the layer it comes from; the body of a loop stands indented below it.
 */
public final class GraphListing {
    private static final String INDENT = "  ";
    private static final int LONGEST_LIST = 8;

    private final Map<Tensor, String> labels;
    private final Map<Tensor, String> names = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private GraphListing(Map<Tensor, String> labels) {
        this.labels = labels;
    }

    /** The listing of a program, one line a tensor. */
    public static String of(Program program) {
        return new GraphListing(program.labels()).write(program);
    }

    private String write(Program program) {
        line("", "program " + program.name());
        section(
                "inputs",
                program.inputs().stream().map(GraphListing::declaration).toList());
        section(
                "variables",
                program.variables().stream().map(GraphListing::declaration).toList());
        line("", "tensors");
        tensors(program.tensors(), INDENT);
        section(
                "outputs",
                program.outputs().stream()
                        .map(output -> output.name() + " = " + names.get(output.value()))
                        .toList());
        section(
                "assignments",
                program.assignments().stream()
                        .map(assignment -> name(assignment.variable()) + " <- " + names.get(assignment.value()))
                        .toList());
        return text.toString();
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("", title);
            lines.forEach(content -> line(INDENT, content));
        }
    }

    private void tensors(List<Tensor> tensors, String indent) {
        for (Tensor tensor : tensors) {
            String name = "%" + names.size();
            names.put(tensor, name);
            line(indent, name + " = " + expression(tensor));
            if (tensor.op() instanceof Scan scan) {
                body(scan.body(), indent + INDENT);
            }
        }
    }

    private void body(Graph body, String indent) {
        List<Tensor> all = new ArrayList<>(body.inputs());
        body.tensors().stream()
                .filter(tensor -> !body.inputs().contains(tensor))
                .forEach(all::add);
        tensors(all, indent);
        line(indent, "give " + references(body.outputs()));
    }

    private String expression(Tensor tensor) {
        String inputs = tensor.inputs().isEmpty() ? "" : "(" + references(tensor.inputs()) + ")";
        String label = labels.containsKey(tensor) ? "  # " + labels.get(tensor) : "";
        return tensor.op().label() + inputs + attributes(tensor.op()) + " : " + tensor.type() + label;
    }

    private String references(List<Tensor> tensors) {
        return tensors.stream().map(names::get).collect(Collectors.joining(", "));
    }

    /** {@code x : float[n, 784]}. */
    private static String declaration(Tensor leaf) {
        return name(leaf) + " : " + leaf.type();
    }

    private static String name(Tensor leaf) {
        if (leaf.op() instanceof Input input) {
            return input.name();
        }
        return leaf.op() instanceof Variable variable
                ? variable.path()
                : leaf.op().label();
    }

    /** {@code  axis=1 size=3}: the components of the op's record, but for what the type of the result says as well. */
    private static String attributes(Op op) {
        StringBuilder attributes = new StringBuilder();
        if (op instanceof Record) {
            for (RecordComponent component : op.getClass().getRecordComponents()) {
                Class<?> type = component.getType();
                if (type != Shape.class && type != TensorType.class && type != Graph.class) {
                    attributes
                            .append(' ')
                            .append(component.getName())
                            .append('=')
                            .append(value(op, component));
                }
            }
        }
        return attributes.toString();
    }

    private static String value(Op op, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(op);
            return value instanceof List<?> list && list.size() > LONGEST_LIST
                    ? list.subList(0, LONGEST_LIST).toString().replace("]", ", ... " + list.size() + " in all]")
                    : String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            throw new AdjointException("cannot read " + component.getName() + " of " + op.label(), e);
        }
    }

    private void line(String indent, String content) {
        text.append(indent).append(content).append('\n');
    }
}
