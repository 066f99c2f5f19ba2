package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Memory for the rows of one block at a time, where kernels run on a block of rows after the other. */
public final class RowMemory {
    private final Schedule schedule;
    private final List<Group> run;
    private final Set<Buffer> buffers = new HashSet<>();
    private final Map<Tensor, Place> placesBefore = new HashMap<>();
    private final Map<Group, List<Group.Store>> storesBefore = new HashMap<>();

    /**
     * Finds what such kernels pass to each other and to nobody else.
     *
     * @param run kernels that follow each other
     */
    public RowMemory(Schedule schedule, List<Group> run) {
        this.schedule = schedule;
        this.run = run;
        for (Group group : run) {
            schedule.writes(group).stream().filter(RowMemory::isOfRows).forEach(buffers::add);
        }
        schedule.layout().places().forEach(this::require);
        run.forEach(group -> group.stores().forEach(store -> require(store.value(), store.place())));
        for (Group group : schedule.groups()) {
            if (!buffers.isEmpty() && !run.contains(group)) {
                buffers.removeAll(schedule.reads(group));
                buffers.removeAll(schedule.writes(group));
            }
        }
    }

    private static boolean isOfRows(Buffer buffer) {
        return buffer.kind() == Buffer.Kind.SCRATCH && buffer.size().power() == 1;
    }

    /** Leaves a buffer out in which the rows do not stand one behind the other. */
    private void require(Tensor tensor, Place place) {
        int axis = tensor.shape().sizes().indexOf(Shape.ROWS);
        if (axis < 0 || !place.isStep(axis, new Size(place.buffer().size().factor(), 0))) {
            buffers.remove(place.buffer());
        }
    }

    /** The buffers that need to hold no more than the rows of a block. */
    public Set<Buffer> buffers() {
        return buffers;
    }

    /**
     * Lets each buffer begin with the first row of a block.
     *
     * @param first the number of that row
     */
    public void beginAt(Atom.Counter first) {
        Map<Tensor, Place> places = schedule.layout().places();
        placesBefore.putAll(places);
        places.replaceAll((tensor, place) -> from(first, place));
        for (Group group : run) {
            storesBefore.put(group, List.copyOf(group.stores()));
            group.stores().replaceAll(store -> new Group.Store(store.value(), from(first, store.place())));
        }
    }

    private Place from(Atom.Counter first, Place place) {
        long row = place.buffer().size().factor();
        return buffers.contains(place.buffer()) ? place.behind(Affine.of(first).times(-row)) : place;
    }

    /** Lets each buffer begin with the first row of all again. */
    public void undo() {
        schedule.layout().places().putAll(placesBefore);
        storesBefore.forEach((group, stores) -> {
            group.stores().clear();
            group.stores().addAll(stores);
        });
    }

    /** Makes each buffer as long as so many rows. */
    public void hold(long rows) {
        buffers.forEach(buffer -> buffer.hold(rows));
    }
}
