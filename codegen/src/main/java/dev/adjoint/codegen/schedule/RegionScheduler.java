package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.MultiOp;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Scan;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schedules a program, or the body of a loop: makes the kernels, fuses them, and puts them in order. */
final class RegionScheduler {
    private final Layout layout;
    private final Ownership ownership;
    private final int depth;
    private final Fusions fusions;
    private final List<Group> groups = new ArrayList<>();
    private final Dependencies dependencies = new Dependencies();
    private List<Request> requests = List.of();
    private List<Tensor> results = List.of();
    private Map<Tensor, List<Tensor>> consumers = Map.of();

    private RegionScheduler(Layout layout, Ownership ownership, int depth, Fusions fusions) {
        this.layout = layout;
        this.ownership = ownership;
        this.depth = depth;
        this.fusions = fusions;
    }

    /** The kernels of a program that fulfil the requests, in order. */
    static List<Group> schedule(Layout layout, Ownership ownership, Fusions fusions, List<Request> requests) {
        return new RegionScheduler(layout, ownership, 0, fusions).schedule(requests);
    }

    private List<Group> schedule(List<Request> requests) {
        this.requests = requests;
        results = requests.stream().map(Request::value).toList();
        consumers = Graph.consumers(results);
        Storage storage = new Storage(results);
        for (Tensor tensor : Graph.topological(results)) {
            group(tensor, storage);
        }
        requests.stream()
                .filter(request ->
                        request.replaced() != null || !request.target().equals(layout.place(request.value())))
                .forEach(request -> storeInto(request.value(), request.target()));
        new Fusion(groups, layout, ownership, storage, dependencies, fusions).run();
        new Hazards(groups, layout, ownership, dependencies).resolve(requests);
        groups.removeIf(this::fillsNothing);
        return dependencies.order(groups);
    }

    /** Whether nobody loads what a kernel computes: it stands in front of a loop whose steps do not use it. */
    private boolean fillsNothing(Group group) {
        return group.stores().isEmpty()
                && group.results().isEmpty()
                && (group.anchor() == null || layout.place(group.anchor()) == null);
    }

    private void group(Tensor tensor, Storage storage) {
        Op op = tensor.op();
        if (op instanceof Scan scan) {
            add(loop(tensor, scan));
        } else if (op instanceof CustomKernelGradient) {
            Group group = new Group(tensor, tensor.shape());
            group.setResults(tensor.inputs().subList(0, tensor.inputs().size() - 2).stream()
                    .map(input ->
                            layout.scratch(input, layout.program().label(tensor).orElse(""), op.label()))
                    .toList());
            add(group);
        } else if (op instanceof Pick) {
            Group producer = groups.stream()
                    .filter(group -> group.anchor() == tensor.input(0))
                    .findFirst()
                    .orElseThrow();
            ownership.writes(producer, tensor);
            layout.put(tensor, producer.results().get(((Pick) op).index()));
        } else if (op instanceof Concat concat) {
            concat(tensor, concat);
        } else if (op instanceof Pad pad) {
            if (!isPaddedFurther(tensor, pad)) {
                pad(tensor);
            }
        } else if (storage.stored().contains(tensor)) {
            Group group =
                    new Group(Storage.isElementwise(op) || isComputedAnywhere(op) ? null : tensor, tensor.shape());
            ownership.computes(group, tensor);
            add(group);
        }
    }

    /** Whether an op that is stored can nevertheless be computed element by element. */
    private static boolean isComputedAnywhere(Op op) {
        return Storage.isGenerated(op) || op instanceof Gather || Views.isViewOp(op);
    }

    private void add(Group group) {
        groups.add(group);
    }

    /** Adds the store to the kernel that computes the value, or else to a new one; returns that kernel. */
    private Group storeInto(Tensor value, Place place) {
        Group computer = ownership.computer(value);
        boolean usable = computer != null
                && groups.contains(computer)
                && (computer.anchor() == null
                        || !Ownership.standsAlone(computer.anchor().op()));
        if (computer == null || !usable) {
            computer = new Group(null, value.shape());
            add(computer);
        }
        computer.stores().add(new Group.Store(value, place));
        return computer;
    }

    /** Where a tensor is asked for that its parts fill, if they may stand there from the beginning. */
    private Place requested(Tensor tensor) {
        return requests.stream()
                .filter(request -> request.value() == tensor && request.replaced() == null)
                .map(Request::target)
                .filter(place -> place.isRowMajor(tensor.shape())
                        || place.isInPanels(tensor.shape()) && StackedPanels.isMadeOf(tensor, place.panel()))
                .findFirst()
                .orElseGet(() -> layout.allocate(tensor));
    }

    private void concat(Tensor tensor, Concat concat) {
        Place place = requested(tensor);
        layout.put(tensor, place);
        int start = 0;
        for (Tensor part : tensor.inputs()) {
            ownership.writes(storeInto(part, place.part(concat.axis(), start, 1)), tensor);
            start += part.shape().size(concat.axis());
        }
    }

    private void pad(Tensor tensor) {
        Place place = layout.allocate(tensor);
        layout.put(tensor, place);
        List<Group> fills = new ArrayList<>();
        Tensor inside = tensor;
        Place part = place;
        while (inside == tensor || inside.op() instanceof Pad && layout.place(inside) == null) {
            Pad pad = (Pad) inside.op();
            fills.addAll(border(pad, inside.shape(), inside.input(0).shape(), part));
            part = part.part(pad.axis(), pad.low(), pad.interior() + 1);
            inside = inside.input(0);
        }
        Optional<Place> finer = finer(inside, part);
        if (finer.isPresent()) {
            part = finer.get();
            inside = inside.input(0);
        }
        Group inner = storeInto(inside, part);
        ownership.writes(inner, tensor);
        for (Group fill : fills) {
            ownership.writes(fill, tensor);
            dependencies.require(inner, fill);
        }
    }

    /** Where what a tensor is made of would stand, if it has the same elements on more axes. */
    private static Optional<Place> finer(Tensor tensor, Place place) {
        return tensor.op() instanceof Reshape
                ? place.split(tensor.shape(), tensor.input(0).shape())
                : Optional.empty();
    }

    /** The kernels that write the constant around what is padded; all over the place where it is in between as well. */
    private List<Group> border(Pad pad, Shape whole, Shape inside, Place place) {
        int axis = pad.axis();
        if (pad.interior() > 0) {
            return List.of(fill(pad, whole, place));
        }
        List<Group> fills = new ArrayList<>();
        if (pad.low() > 0) {
            fills.add(fill(pad, whole.replace(axis, pad.low()), place));
        }
        if (pad.high() > 0) {
            Place behind = place.part(axis, pad.low() + inside.size(axis), 1);
            fills.add(fill(pad, whole.replace(axis, pad.high()), behind));
        }
        return fills;
    }

    private Group fill(Pad pad, Shape shape, Place place) {
        Group fill = new Group(null, shape);
        fill.stores().add(new Group.Store(Tensor.constant(pad.value()).broadcast(shape), place));
        add(fill);
        return fill;
    }

    /** Whether all that a padded tensor is used for is to be padded with the same number along another axis. */
    private boolean isPaddedFurther(Tensor tensor, Pad pad) {
        List<Tensor> users = consumers.getOrDefault(tensor, List.of());
        return !results.contains(tensor)
                && users.size() == 1
                && users.get(0).op() instanceof Pad further
                && further.value() == pad.value();
    }

    private Group loop(Tensor tensor, Scan scan) {
        Group group = new Group(tensor, tensor.shape());
        Atom.Counter time = new Atom.Counter("t" + depth, new Size(scan.length(), 0));
        List<Request> requests = new ArrayList<>();
        List<Group> prologue = new ArrayList<>();
        List<Tensor> inputs = scan.body().inputs();
        List<Place> carries = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor inner = inputs.get(i);
            Tensor outer = tensor.input(i);
            int carry = i - scan.invariants();
            if (carry >= 0 && carry < scan.carries()) {
                Place place = layout.allocate(inner);
                layout.put(inner, place);
                carries.add(place);
                Group start = new Group(null, inner.shape());
                start.stores().add(new Group.Store(outer, place));
                prologue.add(start);
            } else {
                layout.putSource(inner, new Layout.Source(outer, carry < 0 ? Optional.empty() : Optional.of(time)));
            }
        }
        List<Tensor> outputs = scan.body().outputs();
        List<TensorType> results = ((MultiOp) scan)
                .results(tensor.inputs().stream().map(Tensor::type).toList());
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (i < scan.carries()) {
                places.add(carries.get(i));
                requests.add(new Request(outputs.get(i), carries.get(i), inputs.get(scan.invariants() + i)));
            } else {
                Size size = Size.elements(results.get(i).shape());
                Buffer steps = layout.buffer(
                        size,
                        size,
                        Buffer.Kind.SCRATCH,
                        layout.program().label(tensor).orElse(""),
                        "steps");
                Place stacked = picked(tensor, i)
                        .map(pick -> layout.place(steps, pick))
                        .orElse(Place.rowMajor(
                                steps, Affine.ZERO, results.get(i).shape()));
                places.add(stacked);
                requests.add(new Request(outputs.get(i), stacked.slice(Affine.of(time)), null));
            }
        }
        group.setResults(places);
        List<Group> body = new RegionScheduler(layout, ownership, depth + 1, Fusions.NONE).schedule(requests);
        group.setLoop(new Loop(time, scan.reverse(), prologue, body));
        return group;
    }

    /** One of the results of an op that has several, if anybody reads it. */
    private Optional<Tensor> picked(Tensor tensor, int index) {
        return consumers.getOrDefault(tensor, List.of()).stream()
                .filter(user -> user.op() instanceof Pick pick && pick.index() == index)
                .findFirst();
    }
}
