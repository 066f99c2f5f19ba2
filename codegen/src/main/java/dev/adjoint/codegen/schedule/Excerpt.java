package dev.adjoint.codegen.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One kernel of a program.
 *
 * @param schedule runs nothing but the kernel, inside the loops that are around it
 */
public record Excerpt(Group kernel, Schedule schedule) {
    /** All kernels of a program, and those of the steps of its loops. */
    public static List<Excerpt> of(Schedule schedule) {
        List<Excerpt> excerpts = new ArrayList<>();
        collect(schedule, schedule.groups(), group -> group, excerpts);
        return excerpts;
    }

    private static void collect(
            Schedule schedule, List<Group> groups, UnaryOperator<Group> around, List<Excerpt> excerpts) {
        for (Group group : groups) {
            Loop loop = group.loop();
            if (loop == null) {
                List<Group> only = List.of(around.apply(group));
                excerpts.add(new Excerpt(group, new Schedule(schedule.layout(), schedule.ownership(), only)));
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
