package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Which kernel must run after which others. */
final class Dependencies {
    private final Map<Group, Set<Group>> after = new HashMap<>();

    void require(Group later, Group earlier) {
        if (later != earlier) {
            of(later).add(earlier);
        }
    }

    /** Adds what follows from who writes what a kernel reads. */
    void require(Group reader, Collection<Tensor> read, Ownership ownership) {
        for (Tensor tensor : read) {
            ownership.writers(tensor).forEach(writer -> require(reader, writer));
        }
    }

    Set<Group> of(Group group) {
        return after.computeIfAbsent(group, key -> new LinkedHashSet<>());
    }

    /** Whether a kernel must run after another, directly or through others. */
    boolean follows(Group later, Group earlier) {
        Deque<Group> open = new ArrayDeque<>(of(later));
        Set<Group> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Group group = open.pop();
            if (group == earlier) {
                return true;
            }
            if (seen.add(group)) {
                open.addAll(of(group));
            }
        }
        return false;
    }

    void merge(Group from, Group into) {
        of(into).addAll(of(from));
        after.remove(from);
        after.values().forEach(groups -> {
            if (groups.remove(from)) {
                groups.add(into);
            }
        });
        of(into).remove(into);
    }

    /** The kernels so that each comes after those it depends on, otherwise in their given order. */
    List<Group> order(List<Group> groups) {
        Map<Group, Integer> index = new HashMap<>();
        groups.forEach(group -> index.put(group, index.size()));
        Map<Group, Set<Group>> waiting = new HashMap<>();
        Map<Group, List<Group>> followers = new HashMap<>();
        PriorityQueue<Group> ready =
                new PriorityQueue<>((a, b) -> Integer.compare(index.getOrDefault(a, 0), index.getOrDefault(b, 0)));
        for (Group group : groups) {
            Set<Group> pending = new HashSet<>(of(group));
            pending.retainAll(index.keySet());
            waiting.put(group, pending);
            pending.forEach(earlier ->
                    followers.computeIfAbsent(earlier, key -> new ArrayList<>()).add(group));
            if (pending.isEmpty()) {
                ready.add(group);
            }
        }
        List<Group> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            Group group = ready.poll();
            order.add(group);
            for (Group follower : followers.getOrDefault(group, List.of())) {
                Set<Group> pending = waiting.getOrDefault(follower, Set.of());
                if (pending.remove(group) && pending.isEmpty()) {
                    ready.add(follower);
                }
            }
        }
        if (order.size() != groups.size()) {
            throw new IllegalStateException("the kernels depend on each other in a circle");
        }
        return order;
    }
}
