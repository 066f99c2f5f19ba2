package dev.adjoint.codegen.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A formula means the number that it stands for, whatever its counters and the number of rows are. */
class AffineProperties {
    private static final List<Atom.Counter> COUNTERS = List.of(
            new Atom.Counter("i", new Size(7, 0)),
            new Atom.Counter("j", new Size(1, 1)),
            new Atom.Counter("k", new Size(3, 1)),
            new Atom.Counter("l", new Size(5, 0)));

    /** A number of rows, and a value of each counter below its extent. */
    record Point(long rows, Map<Atom, Long> values) {
        long at(Affine formula) {
            long sum = 0;
            for (Map.Entry<Affine.Term, Long> entry : formula.terms().entrySet()) {
                long factor = new Size(entry.getValue(), entry.getKey().power()).at(rows);
                sum += factor * entry.getKey().atom().map(this::at).orElse(1L);
            }
            return sum;
        }

        private long at(Atom atom) {
            if (atom instanceof Atom.Quotient quotient) {
                return at(quotient.dividend()) / quotient.divisor().at(rows);
            }
            if (atom instanceof Atom.Remainder remainder) {
                return at(remainder.dividend()) % remainder.divisor().at(rows);
            }
            return value(atom);
        }

        long value(Atom counter) {
            return Objects.requireNonNull(values.get(counter));
        }

        Point with(Atom counter, long value) {
            Map<Atom, Long> changed = new HashMap<>(values);
            changed.put(counter, value);
            return new Point(rows, changed);
        }
    }

    @Provide
    Arbitrary<Point> points() {
        Arbitrary<Long> seeds = Arbitraries.longs().between(0, 1_000_000);
        return Combinators.combine(
                        Arbitraries.longs().between(1, 9), seeds.list().ofSize(COUNTERS.size()))
                .as((rows, numbers) -> {
                    Map<Atom, Long> values = new HashMap<>();
                    for (int i = 0; i < COUNTERS.size(); i++) {
                        Atom.Counter counter = COUNTERS.get(i);
                        values.put(counter, numbers.get(i) % counter.extent().at(rows));
                    }
                    return new Point(rows, values);
                });
    }

    @Provide
    Arbitrary<Size> sizes() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.integers().between(0, 1))
                .as(Size::new);
    }

    /** Sums of multiples of counters and a constant, all of them non-negative. */
    @Provide
    Arbitrary<Affine> formulas() {
        Arbitrary<Affine> terms = Combinators.combine(Arbitraries.of(COUNTERS), sizes())
                .as((counter, size) -> Affine.of(counter).times(size));
        return Combinators.combine(
                        terms.list().ofMaxSize(4), Arbitraries.longs().between(0, 20))
                .as((list, constant) -> list.stream().reduce(Affine.of(constant), Affine::plus));
    }

    /** Formulas with quotients and remainders in them. */
    @Provide
    Arbitrary<Affine> nested() {
        return Combinators.combine(formulas(), formulas(), sizes(), sizes())
                .as((a, b, divisor, factor) ->
                        a.plus(b).quotient(divisor).times(factor).plus(b.remainder(divisor)));
    }

    @Property
    void sumsAndMultiplesMeanSumsAndMultiples(
            @ForAll("nested") Affine a,
            @ForAll("nested") Affine b,
            @ForAll("sizes") Size size,
            @ForAll @LongRange(min = -9, max = 9) long factor,
            @ForAll("points") Point point) {
        assertEquals(point.at(a) + point.at(b), point.at(a.plus(b)));
        assertEquals(point.at(a) - point.at(b), point.at(a.minus(b)));
        assertEquals(point.at(a) + factor, point.at(a.plus(factor)));
        assertEquals(point.at(a) * factor, point.at(a.times(factor)));
        assertEquals(point.at(a) * size.at(point.rows()), point.at(a.times(size)));
    }

    @Property
    void quotientsAndRemaindersMeanThoseOfTheNumbers(
            @ForAll("nested") Affine a, @ForAll("sizes") Size divisor, @ForAll("points") Point point) {
        assertEquals(point.at(a) / divisor.at(point.rows()), point.at(a.quotient(divisor)), () -> a + " / " + divisor);
        assertEquals(point.at(a) % divisor.at(point.rows()), point.at(a.remainder(divisor)), () -> a + " % " + divisor);
    }

    /** The fourth power of a million rows exceeds a long. */
    @Example
    void whatGrowsWithAHighPowerOfTheRowsIsDividedAllTheSame() {
        Atom.Counter counter = new Atom.Counter("i", new Size(1000, 4));
        Point point = new Point(2, Map.of(counter, 15_999L));
        assertEquals(0, point.at(Affine.of(counter).quotient(new Size(2000, 4))));
        assertEquals(15_999, point.at(Affine.of(counter).remainder(new Size(2000, 4))));
    }

    @Property
    void quotientAndRemainderJoinToWhatWasDivided(
            @ForAll("nested") Affine a, @ForAll("sizes") Size divisor, @ForAll("points") Point point) {
        Affine joined = a.quotient(divisor).times(divisor).plus(a.remainder(divisor));
        assertEquals(point.at(a), point.at(joined));
    }

    @Property
    void whatReplacesACounterIsItsValue(
            @ForAll("nested") Affine a,
            @ForAll("formulas") Affine replacement,
            @ForAll @IntRange(max = 3) int number,
            @ForAll("points") Point point) {
        Atom.Counter counter = COUNTERS.get(number);
        Atom.Counter wide = new Atom.Counter("wide", new Size(1_000_000, 3));
        Affine unbounded = a.substitute(counter, Affine.of(wide));
        long value = point.at(replacement);
        assertEquals(
                point.with(wide, value).at(unbounded),
                point.at(unbounded.substitute(wide, replacement)),
                () -> unbounded + " with " + replacement);
    }

    @Property
    void theLargestValueIsReachedByNone(@ForAll("nested") Affine a, @ForAll("points") Point point) {
        assertEquals(true, point.at(a) <= a.largest(point.rows()), () -> a + " at " + point);
    }

    @Property
    void aCoefficientIsTheDifferenceThatACounterMakes(
            @ForAll("nested") Affine a, @ForAll @IntRange(max = 3) int number, @ForAll("points") Point point) {
        Atom.Counter counter = COUNTERS.get(number);
        a.coefficient(counter)
                .ifPresent(size -> assertEquals(
                        size.at(point.rows()) * point.value(counter),
                        point.at(a) - point.with(counter, 0).at(a)));
    }

    @Property
    void equalFormulasAreEqualInAnyOrder(@ForAll("formulas") Affine a, @ForAll("formulas") Affine b) {
        assertEquals(a.plus(b), b.plus(a));
        assertEquals(a, a.plus(b).minus(b));
        assertEquals(
                new ArrayList<>(a.plus(b).leaves()).size(), b.plus(a).leaves().size());
    }
}
