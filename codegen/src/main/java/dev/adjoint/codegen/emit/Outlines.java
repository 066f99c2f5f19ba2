package dev.adjoint.codegen.emit;

import dev.adjoint.api.backend.KernelOutline;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the kernels of a program do. */
public final class Outlines {
    private final Schedule schedule;
    private final Map<Group, String> methods;
    private final Map<Group, String> divisions;

    private Outlines(Schedule schedule, GeneratedSource source) {
        this.schedule = schedule;
        this.methods = source.written().methods();
        this.divisions = source.crew().map(GeneratedSource.Crew::divisions).orElse(Map.of());
    }

    public static List<KernelOutline> of(Schedule schedule, GeneratedSource source) {
        return new Outlines(schedule, source).of(schedule.groups());
    }

    private List<KernelOutline> of(List<Group> groups) {
        return groups.stream().map(this::of).toList();
    }

    private KernelOutline of(Group group) {
        Loop loop = group.loop();
        return new KernelOutline(
                methods.getOrDefault(group, ""),
                group.form(),
                group.domain(),
                names(schedule.reads(group)),
                names(schedule.writes(group)),
                loop == null ? Formulas.of(schedule, group).lines().toList() : List.of(),
                Optional.ofNullable(divisions.get(group)),
                loop == null ? List.of() : of(loop.prologue()),
                loop == null ? List.of() : of(loop.body()));
    }

    private static List<String> names(Collection<Buffer> buffers) {
        return buffers.stream().map(Buffer::name).distinct().toList();
    }
}
