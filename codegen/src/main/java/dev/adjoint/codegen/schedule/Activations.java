package dev.adjoint.codegen.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The activations that have to outlive the forward pass: what kernels that the outputs need leave to the kernels that they
 * do not need, which are the backward pass and the update.
 */
final class Activations {
    private final Schedule schedule;
    private final Set<Group> forward = new HashSet<>();

    Activations(Schedule schedule) {
        this.schedule = schedule;
        Set<Buffer> needed = new HashSet<>(schedule.layout().outputs().values());
        List<Group> groups = schedule.groups();
        for (int i = groups.size() - 1; i >= 0; i--) {
            Group group = groups.get(i);
            Set<Buffer> writes = schedule.allWrites(group);
            // A variable is written when the outputs have been computed.
            writes.removeIf(buffer -> buffer.kind() == Buffer.Kind.VARIABLE);
            if (writes.stream().anyMatch(needed::contains)) {
                forward.add(group);
                needed.addAll(schedule.allReads(group));
            }
        }
    }

    /** Whether there is a backward pass. */
    boolean areReadAgain() {
        return forward.size() < schedule.groups().size();
    }

    /** The buffers that the forward pass fills and the backward pass reads. */
    Set<Buffer> buffers() {
        Set<Buffer> filled = new HashSet<>();
        Set<Buffer> readAgain = new HashSet<>();
        for (Group group : schedule.groups()) {
            if (forward.contains(group)) {
                filled.addAll(schedule.allWrites(group));
            } else {
                readAgain.addAll(schedule.allReads(group));
            }
        }
        filled.retainAll(readAgain);
        return filled;
    }
}
