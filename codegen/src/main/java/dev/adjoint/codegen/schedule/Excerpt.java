package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One kernel of a program, or some that belong together.
 *
 * @param schedule runs nothing but these kernels, inside the loops that are around them
 */
public record Excerpt(List<Group> kernels, Schedule schedule) {
    public Excerpt {
        kernels = List.copyOf(kernels);
    }

    /** The first of the kernels. */
    public Group kernel() {
        return kernels.get(0);
    }

    /** All kernels of a program, and those of the steps of its loops. */
    public static List<Excerpt> of(Schedule schedule) {
        List<Excerpt> excerpts = new ArrayList<>();
        collect(schedule, schedule.groups(), group -> group, excerpts);
        return excerpts;
    }

    /** The kernel outside of loops that a tensor is the anchor of, then those that store to some buffers. */
    public static Excerpt of(Schedule schedule, Tensor anchor, Set<String> stored) {
        List<Group> kernels = new ArrayList<>();
        schedule.groups().stream().filter(group -> group.anchor() == anchor).forEach(kernels::add);
        schedule.groups().stream()
                .filter(group -> !kernels.contains(group))
                .filter(group -> group.stores().stream()
                        .anyMatch(
                                store -> stored.contains(store.place().buffer().name())))
                .forEach(kernels::add);
        return new Excerpt(kernels, new Schedule(schedule.layout(), schedule.ownership(), kernels));
    }

    private static void collect(
            Schedule schedule, List<Group> groups, UnaryOperator<Group> around, List<Excerpt> excerpts) {
        for (Group group : groups) {
            Loop loop = group.loop();
            if (loop == null) {
                List<Group> only = List.of(around.apply(group));
                excerpts.add(new Excerpt(List.of(group), new Schedule(schedule.layout(), schedule.ownership(), only)));
            } else {
                collect(schedule, loop.body(), step -> around.apply(withStep(group, loop, step)), excerpts);
            }
        }
    }

    /** A loop whose steps are a single kernel. */
    private static Group withStep(Group group, Loop loop, Group step) {
        Group only = new Group(Objects.requireNonNull(group.anchor()), group.domain());
        only.setLoop(new Loop(loop.time(), loop.reverse(), List.of(), List.of(step)));
        return only;
    }
}
