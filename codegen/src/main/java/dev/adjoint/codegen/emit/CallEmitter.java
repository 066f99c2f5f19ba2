package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A call of a plugin's own kernel, on copies of its inputs in row-major order. */
final class CallEmitter {
    /**
     * A plugin's kernel in the generated class.
     *
     * @param field the name of its field
     * @param arrays fields that hold the arrays it is called with, by name
     */
    record Call(Kernel kernel, String field, List<ArrayField> arrays) {}

    /** A field that is an array of buffers. */
    record ArrayField(String name, List<Buffer> buffers) {
        String initializer() {
            return buffers.stream().map(Buffer::name).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    private final List<Call> calls = new ArrayList<>();

    List<Call> calls() {
        return calls;
    }

    /** Whether a group is a call of a plugin's own kernel. */
    static boolean isCall(Group group) {
        Tensor anchor = group.anchor();
        return anchor != null && (anchor.op() instanceof CustomKernel || anchor.op() instanceof CustomKernelGradient);
    }

    List<Method> emit(Schedule schedule, Group group, String name, List<String> counters) {
        Tensor anchor = Objects.requireNonNull(group.anchor());
        boolean forward = anchor.op() instanceof CustomKernel;
        Kernel kernel = forward ? ((CustomKernel) anchor.op()).kernel() : ((CustomKernelGradient) anchor.op()).kernel();
        KernelContext context = new KernelContext(schedule, group, Target.PLAIN);
        List<Buffer> copies = new ArrayList<>();
        for (Tensor input : anchor.inputs()) {
            copies.add(copy(context, schedule, input));
        }
        int inputs = forward ? copies.size() : copies.size() - 2;
        String field = schedule.layout().identifiers().unique(name, "kernel");
        List<ArrayField> arrays = new ArrayList<>();
        arrays.add(new ArrayField(schedule.layout().identifiers().unique(name, "inputs"), copies.subList(0, inputs)));
        if (forward) {
            Place place = Objects.requireNonNull(schedule.layout().place(anchor));
            context.root()
                    .line(field + ".forward(" + arrays.get(0).name() + ", "
                            + place.buffer().name() + ", rows);");
        } else {
            arrays.add(new ArrayField(
                    schedule.layout().identifiers().unique(name, "gradients"),
                    group.results().stream().map(Place::buffer).toList()));
            context.root()
                    .line(field + ".backward(" + arrays.get(0).name() + ", "
                            + copies.get(inputs).name() + ", "
                            + copies.get(inputs + 1).name() + ", "
                            + arrays.get(1).name() + ", rows);");
        }
        calls.add(new Call(kernel, field, arrays));
        return List.of(new Method(
                name, counters, Formulas.of(schedule, group), context.root().write()));
    }

    private static Buffer copy(KernelContext context, Schedule schedule, Tensor input) {
        Place place = schedule.layout().scratch(input, "kernel", "input");
        Axes axes = Axes.separate(input.shape(), "i");
        Scope scope = context.loops(context.root(), axes.counters());
        context.store(scope, place, axes.at(), context.expressions().number(input, axes.at()));
        context.close(scope, context.root());
        context.expressions().forget();
        return place.buffer();
    }
}
