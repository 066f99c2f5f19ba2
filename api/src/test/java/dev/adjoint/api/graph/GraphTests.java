package dev.adjoint.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Unary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GraphTests {
    private static final int DEEP = 100_000;

    private static Tensor input(String name) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(2))));
    }

    private static List<String> labels(List<Tensor> tensors) {
        return tensors.stream().map(t -> t.op().label()).toList();
    }

    /** A graph in which every tensor after the first adds two of those before it. */
    private static List<Tensor> random(List<Integer> choices) {
        List<Tensor> tensors = new ArrayList<>(List.of(input("x")));
        for (int choice : choices) {
            Tensor left = tensors.get(choice % tensors.size());
            Tensor right = tensors.get(choice / 100 % tensors.size());
            tensors.add(left.add(right));
        }
        return tensors;
    }

    @Test
    void inputsComeFirstAndInTheOrderOfTheInputs() {
        Tensor x = input("x");
        Tensor left = x.exp();
        Tensor right = x.sin();
        Tensor sum = left.add(right);
        assertEquals(List.of(x, left, right, sum), Graph.topological(List.of(sum)));
        assertEquals(List.of(x, right, left, sum), Graph.topological(List.of(right, sum)));
        assertEquals(List.of(x, left, right, sum), new Graph(List.of(x), List.of(sum)).tensors());
        assertEquals(List.of(x), Graph.topological(List.of(x, x)));
    }

    @Property
    void everyTensorComesOnceAndAfterItsInputs(@ForAll @Size(max = 30) List<@IntRange(max = 9999) Integer> choices) {
        List<Tensor> all = random(choices);
        Set<Tensor> seen = new HashSet<>();
        for (Tensor tensor : Graph.topological(all)) {
            assertTrue(seen.containsAll(tensor.inputs()));
            assertTrue(seen.add(tensor));
        }
        assertEquals(new HashSet<>(all), seen);
    }

    @Property
    void theOrderDependsOnTheGraphAlone(@ForAll @Size(max = 30) List<@IntRange(max = 9999) Integer> choices) {
        List<Tensor> first = random(choices);
        List<Tensor> second = random(choices);
        List<Integer> order = Graph.topological(List.of(first.get(choices.size()))).stream()
                .map(first::indexOf)
                .toList();
        List<Integer> again = Graph.topological(List.of(second.get(choices.size()))).stream()
                .map(second::indexOf)
                .toList();
        assertEquals(order, again);
    }

    @Test
    void aDeepChainDoesNotOverflowTheStack() {
        Tensor x = input("x");
        Tensor deep = x;
        for (int i = 0; i < DEEP; i++) {
            deep = Tensor.of(Binary.ADD, deep, deep);
        }
        assertEquals(DEEP + 1, Graph.topological(List.of(deep)).size());
        assertEquals(DEEP + 1, Graph.consumers(List.of(deep)).size());
        Tensor y = input("y");
        List<Tensor> replaced = Graph.substitute(List.of(deep), Map.of(x, y));
        assertSame(y, Graph.topological(replaced).get(0));
    }

    @Test
    void aWideGraphIsWalkedInLinearTime() {
        Tensor sum = input("x");
        List<Tensor> roots = new ArrayList<>();
        for (int i = 0; i < DEEP; i++) {
            roots.add(sum.neg());
        }
        assertEquals(DEEP + 1, Graph.topological(roots).size());
        assertEquals(roots, Graph.consumers(roots).get(sum));
    }

    @Test
    void consumersAreEachNamedOnce() {
        Tensor x = input("x");
        Tensor square = x.mul(x);
        Tensor sum = square.add(x);
        Map<Tensor, List<Tensor>> consumers = Graph.consumers(List.of(sum));
        assertEquals(List.of(square, sum), consumers.get(x));
        assertEquals(List.of(sum), consumers.get(square));
        assertEquals(List.of(), consumers.get(sum));
        assertEquals(List.of(x, square, sum), List.copyOf(consumers.keySet()));
    }

    @Test
    void substitutionRebuildsWhatDependsOnTheReplacedAndKeepsTheRest() {
        Tensor x = input("x");
        Tensor y = input("y");
        Tensor kept = y.exp();
        Tensor sum = x.sin().add(kept);
        Tensor z = input("z");
        List<Tensor> rebuilt = Graph.substitute(List.of(sum, kept, x), Map.of(x, z));
        assertNotSame(sum, rebuilt.get(0));
        assertEquals(Unary.SIN, rebuilt.get(0).input(0).op());
        assertSame(z, rebuilt.get(0).input(0).input(0));
        assertSame(kept, rebuilt.get(0).input(1));
        assertSame(kept, rebuilt.get(1));
        assertSame(z, rebuilt.get(2));
    }

    @Test
    void whatIsReplacedIsNotLookedInto() {
        Tensor x = input("x");
        Tensor inner = x.exp();
        Tensor outer = inner.sin();
        Tensor z = input("z");
        Tensor rebuilt =
                Graph.substitute(List.of(outer), Map.of(inner, x, x, z)).get(0);
        assertSame(x, rebuilt.input(0));
        assertSame(outer, Graph.substitute(List.of(outer), Map.of()).get(0));
    }

    @Test
    void sharingSurvivesSubstitution() {
        Tensor x = input("x");
        Tensor shared = x.exp();
        Tensor sum = shared.sin().add(shared.cos());
        Tensor rebuilt = Graph.substitute(List.of(sum), Map.of(x, input("y"))).get(0);
        assertSame(rebuilt.input(0).input(0), rebuilt.input(1).input(0));
        assertEquals(List.of("input", "exp", "sin", "cos", "add"), labels(Graph.topological(List.of(rebuilt))));
    }
}
