package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every value that crosses from kernel to kernel its memory, and makes sure that nobody reads a variable after
 * its new value has taken its place.
 */
final class Hazards {
    private final List<Group> groups;
    private final Layout layout;
    private final Ownership ownership;
    private final Dependencies dependencies;

    Hazards(List<Group> groups, Layout layout, Ownership ownership, Dependencies dependencies) {
        this.groups = groups;
        this.layout = layout;
        this.ownership = ownership;
        this.dependencies = dependencies;
    }

    void resolve(List<Request> requests) {
        Map<Group, List<Element>> reads = new HashMap<>();
        groups.forEach(group -> reads.put(group, ownership.reads(group)));
        dropUnused(reads);
        List<Group> copies = new ArrayList<>();
        for (Request request : requests) {
            Tensor replaced = request.replaced();
            if (replaced == null) {
                continue;
            }
            Group writer = groups.stream()
                    .filter(group -> group.stores().contains(new Group.Store(request.value(), request.target())))
                    .findFirst()
                    .orElseThrow();
            List<Group> readers = groups.stream()
                    .filter(group ->
                            reads.getOrDefault(group, List.of()).stream().anyMatch(read -> read.tensor() == replaced))
                    .toList();
            if (isSafe(writer, readers, replaced, reads.getOrDefault(writer, List.of()))) {
                readers.forEach(reader -> dependencies.require(writer, reader));
            } else {
                copies.add(copyAtEnd(request, writer));
            }
        }
        placeValues(reads);
        for (Group copy : copies) {
            groups.forEach(group -> dependencies.require(copy, group));
        }
        groups.addAll(copies);
    }

    /** Removes kernels that nobody needs: a loop may leave some of what it is given aside. */
    private void dropUnused(Map<Group, List<Element>> reads) {
        boolean changed = true;
        while (changed) {
            Set<Group> needed = new HashSet<>();
            for (Group group : groups) {
                reads.getOrDefault(group, List.of()).forEach(read -> needed.addAll(ownership.writers(read.tensor())));
            }
            changed = groups.removeIf(group -> group.stores().isEmpty() && !needed.contains(group));
            reads.keySet().retainAll(groups);
        }
    }

    private boolean isSafe(Group writer, List<Group> readers, Tensor replaced, List<Element> own) {
        List<Affine> here = Reads.counters(writer.domain(), "i");
        return own.stream()
                        .allMatch(read -> read.tensor() != replaced || read.at().equals(here))
                && readers.stream().noneMatch(reader -> reader != writer && dependencies.follows(reader, writer));
    }

    private Group copyAtEnd(Request request, Group writer) {
        Place temporary = layout.allocate(request.value());
        writer.stores().remove(new Group.Store(request.value(), request.target()));
        // The copy loads what the writer computed, under a name of its own.
        Tensor saved = request.value().stopGradient();
        writer.stores().add(new Group.Store(request.value(), temporary));
        layout.put(saved, temporary);
        ownership.writes(writer, saved);
        Group copy = new Group(null, request.value().shape());
        copy.stores().add(new Group.Store(saved, request.target()));
        return copy;
    }

    /** Memory for each value that some other kernel loads: where it is stored anyway, or a new place. */
    private void placeValues(Map<Group, List<Element>> reads) {
        for (Group group : groups) {
            for (Element read : reads.getOrDefault(group, List.of())) {
                Group computer = ownership.computer(read.tensor());
                if (computer == null || !groups.contains(computer) || layout.place(read.tensor()) != null) {
                    continue;
                }
                layout.put(read.tensor(), placeOf(read.tensor(), computer));
            }
        }
    }

    private Place placeOf(Tensor tensor, Group computer) {
        for (Group.Store store : computer.stores()) {
            Place place = store.place();
            if (store.value() == tensor && layout.isWhole(place, tensor)) {
                return place;
            }
        }
        Place place = layout.allocate(tensor);
        if (computer.anchor() == null
                || !Ownership.standsAlone(computer.anchor().op())) {
            computer.stores().add(new Group.Store(tensor, place));
        }
        return place;
    }
}
