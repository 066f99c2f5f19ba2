package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges elementwise kernels into those that produce what they read, and with those that read the same: bias and
 * activation into the contraction before them, an optimizer's slots and parameter into one pass. Where a gradient is so
 * large that it would drive all else out of the caches, this pass becomes a part of the contraction that makes it, panel by
 * panel.
 */
final class Fusion {
    /** The most work of an elementwise or reducing kernel, in units of {@link Storage}. */
    private static final int LARGEST_KERNEL = 110;
    /** The most work behind a contraction, where it is repeated for each register of the tile. */
    static final int LARGEST_EPILOGUE = 6;
    /** A result with fewer elements stays in the caches until it is used. */
    private static final long LARGE_RESULT = 1 << 19;
    /** An operand with more elements is driven out of the nearest caches by what is done with a panel of the result. */
    private static final long LARGEST_OPERAND = 1 << 17;
    /** With fewer products in each sum, memory waits for what is done with each panel rather than arithmetic. */
    private static final long FEWEST_PRODUCTS = 32;

    private static final int MOST_STORES = 8;

    private final List<Group> groups;
    private final Layout layout;
    private final Ownership ownership;
    private final Storage storage;
    private final Dependencies dependencies;
    private final Fusions fusions;
    private final Map<Group, List<Element>> reads = new HashMap<>();

    Fusion(
            List<Group> groups,
            Layout layout,
            Ownership ownership,
            Storage storage,
            Dependencies dependencies,
            Fusions fusions) {
        this.groups = groups;
        this.layout = layout;
        this.ownership = ownership;
        this.storage = storage;
        this.dependencies = dependencies;
        this.fusions = fusions;
    }

    void run() {
        for (Group group : groups) {
            List<Element> own = ownership.reads(group);
            reads.put(group, own);
            dependencies.require(group, own.stream().map(Element::tensor).toList(), ownership);
        }
        for (Group group : List.copyOf(groups)) {
            Group host = group.anchor() == null ? host(group) : null;
            if (host != null) {
                merge(group, host);
            }
        }
    }

    private @Nullable Group host(Group group) {
        Set<Group> producers = new LinkedHashSet<>();
        readsOf(group).forEach(read -> producers.addAll(ownership.writers(read.tensor())));
        List<Group> candidates = new ArrayList<>();
        producers.stream().filter(groups::contains).forEach(candidates::add);
        for (Group other : groups) {
            if (other == group) {
                break;
            }
            if (other.anchor() == null && readSame(group, other)) {
                candidates.add(other);
            }
        }
        return candidates.stream()
                .filter(host -> canMerge(group, host))
                .findFirst()
                .orElse(null);
    }

    private boolean canMerge(Group group, Group host) {
        if (host == group
                || !host.domain().equals(group.domain())
                || host.anchor() != null && Ownership.standsAlone(host.anchor().op())
                || ownership.computesAnew(group) && !ownership.computesAnew(host)) {
            return false;
        }
        List<Affine> here = Reads.counters(group.domain(), "i");
        for (Element read : readsOf(group)) {
            boolean written = ownership.writers(read.tensor()).contains(host);
            if (written
                    && (ownership.computer(read.tensor()) != host || !read.at().equals(here))) {
                return false;
            }
        }
        for (Group earlier : dependencies.of(group)) {
            if (earlier != host && dependencies.follows(earlier, host)) {
                return false;
            }
        }
        return !dependencies.follows(host, group) && fits(group, host);
    }

    private boolean fits(Group group, Group host) {
        int most = isContraction(host) && !isBetterInPanels(host) ? LARGEST_EPILOGUE : LARGEST_KERNEL;
        Set<Tensor> values = values(group, host);
        return work(values) <= most && values.size() <= MOST_STORES;
    }

    private static boolean isContraction(Group group) {
        return group.anchor() != null && group.anchor().op() instanceof Dot;
    }

    /** Whether the result of a contraction is better used panel by panel than stored. */
    private boolean isBetterInPanels(Group contraction) {
        Tensor result = Objects.requireNonNull(contraction.anchor());
        return layout.standsInPanels(result) && fusions.of(result, usual(result)) == Fusions.Use.IN_PANELS;
    }

    private Fusions.Use usual(Tensor result) {
        Tensor left = result.input(0);
        Size operand = Size.elements(left.shape());
        Size sum = Size.product(((Dot) result.op())
                .leftContract().stream().map(left.shape()::size).toList());
        int rows = layout.capacity();
        boolean inPanels = Size.elements(result.shape()).at(rows) >= LARGE_RESULT
                && operand.at(rows) <= LARGEST_OPERAND
                && sum.at(rows) >= FEWEST_PRODUCTS;
        return inPanels ? Fusions.Use.IN_PANELS : Fusions.Use.APART;
    }

    private int work(Set<Tensor> values) {
        return values.stream().mapToInt(storage::workOf).sum();
    }

    /** What a kernel would compute and store behind the anchor of another. */
    private Set<Tensor> values(Group group, Group host) {
        Set<Tensor> values = new HashSet<>(ownership.computed(group));
        group.stores().forEach(store -> values.add(store.value()));
        Set<Tensor> hosted = new HashSet<>(ownership.computed(host));
        host.stores().forEach(store -> hosted.add(store.value()));
        hosted.remove(host.anchor());
        values.addAll(hosted);
        return values;
    }

    private boolean readSame(Group group, Group other) {
        Set<Tensor> mine = new HashSet<>();
        readsOf(group).stream().map(Element::tensor).filter(Fusion::isArray).forEach(mine::add);
        return readsOf(other).stream().anyMatch(read -> mine.contains(read.tensor()));
    }

    private static boolean isArray(Tensor tensor) {
        return tensor.shape().rank() > 0;
    }

    private void merge(Group group, Group host) {
        if (isContraction(host) && work(values(group, host)) > LARGEST_EPILOGUE) {
            host.finishLater();
        }
        host.stores().addAll(group.stores());
        ownership.merge(group, host);
        dependencies.merge(group, host);
        groups.remove(group);
        for (Group other : groups) {
            if (other == host || dependencies.of(other).contains(host)) {
                reads.put(other, ownership.reads(other));
            }
        }
    }

    private List<Element> readsOf(Group group) {
        return reads.getOrDefault(group, List.of());
    }
}
