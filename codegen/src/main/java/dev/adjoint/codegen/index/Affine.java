package dev.adjoint.codegen.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A sum of multiples of atoms and a constant, where multiples may depend on the number of rows: a position in an array
 * as a formula of loop counters. Equal formulas are equal objects, whatever the order of their terms.
 */
public final class Affine {
    /**
     * An atom, or none for a constant, times a power of the number of rows. Formulas are keys of many maps: equality is
     * written out, since what a record has of itself is slow before the JIT has seen it.
     */
    record Term(Optional<Atom> atom, int power) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Term term && power == term.power && atom.equals(term.atom);
        }

        @Override
        public int hashCode() {
            return 31 * atom.hashCode() + power;
        }
    }

    public static final Affine ZERO = new Affine(Map.of());
    private static final long[] SAMPLE_ROWS = {1, 2, 3, 5, 17, 1_000_003};

    /** The coefficient of each product of an atom and a power of the rows; no coefficient is zero. */
    private final Map<Term, Long> terms;

    private final int hash;

    private Affine(Map<Term, Long> terms) {
        this.terms = terms;
        this.hash = terms.hashCode();
    }

    Map<Term, Long> terms() {
        return terms;
    }

    public static Affine of(Atom atom) {
        if (atom instanceof Atom.Counter counter && counter.extent().isOne()) {
            return ZERO;
        }
        return new Affine(Map.of(new Term(Optional.of(atom), 0), 1L));
    }

    public static Affine of(long constant) {
        return ZERO.plus(constant);
    }

    public Affine plus(long constant) {
        return constant == 0 ? this : plus(new Affine(Map.of(new Term(Optional.empty(), 0), constant)));
    }

    public Affine plus(Affine other) {
        if (terms.isEmpty()) {
            return other;
        }
        if (other.terms.isEmpty()) {
            return this;
        }
        Map<Term, Long> sum = new LinkedHashMap<>(terms);
        for (Map.Entry<Term, Long> entry : other.terms.entrySet()) {
            add(sum, entry.getKey(), entry.getValue());
        }
        return new Affine(sum).joined();
    }

    private static void add(Map<Term, Long> sum, Term term, long coefficient) {
        Long before = sum.get(term);
        long after = before == null ? coefficient : Math.addExact(before, coefficient);
        if (after == 0) {
            sum.remove(term);
        } else {
            sum.put(term, after);
        }
    }

    public Affine minus(Affine other) {
        return plus(other.times(-1));
    }

    public Affine times(long factor) {
        return times(new Size(factor, 0));
    }

    public Affine times(Size size) {
        if (size.factor() == 0) {
            return ZERO;
        }
        if (size.isOne()) {
            return this;
        }
        Map<Term, Long> product = new LinkedHashMap<>();
        terms.forEach((term, coefficient) -> product.put(
                new Term(term.atom(), term.power() + size.power()), Math.multiplyExact(coefficient, size.factor())));
        return new Affine(product);
    }

    /** The whole part of this, which is not negative, divided by a size. */
    public Affine quotient(Size divisor) {
        return divide(divisor)[0];
    }

    /** The remainder of this, which is not negative, divided by a size. */
    public Affine remainder(Size divisor) {
        return divide(divisor)[1];
    }

    /** Whether this is the whole part of another formula divided by a size, perhaps by its factors one after the other. */
    public boolean isQuotient(Affine dividend, Size divisor) {
        if (equals(dividend.quotient(divisor))) {
            return true;
        }
        Map.Entry<Term, Long> only =
                terms.size() == 1 ? terms.entrySet().iterator().next() : null;
        return only != null
                && only.getValue() == 1
                && only.getKey().power() == 0
                && only.getKey().atom().orElse(null) instanceof Atom.Quotient last
                && divisor.isMultipleOf(last.divisor())
                && last.dividend().isQuotient(dividend, divisor.dividedBy(last.divisor()));
    }

    private Affine[] divide(Size divisor) {
        if (divisor.isOne()) {
            return new Affine[] {this, ZERO};
        }
        Map<Term, Long> multiples = new LinkedHashMap<>();
        Map<Term, Long> rest = new LinkedHashMap<>();
        terms.forEach((term, coefficient) -> {
            long high = term.power() >= divisor.power() ? Math.floorDiv(coefficient, divisor.factor()) : 0;
            if (term.atom().isPresent() && high * divisor.factor() != coefficient) {
                high = 0;
            }
            if (high != 0) {
                multiples.put(new Term(term.atom(), term.power() - divisor.power()), high);
            }
            long low = coefficient - high * divisor.factor();
            if (low != 0) {
                rest.put(term, low);
            }
        });
        Affine remainder = new Affine(rest);
        if (remainder.isBelow(divisor)) {
            return new Affine[] {new Affine(multiples), remainder};
        }
        return byCommonFactor(divisor).orElseGet(() ->
                new Affine[] {of(new Atom.Quotient(this, divisor)), of(new Atom.Remainder(this, divisor))});
    }

    /** (16 n + j) / 32 is n / 2 where j is below 16, and the remainder is 16 (n % 2) + j. */
    private Optional<Affine[]> byCommonFactor(Size divisor) {
        Set<Long> factors = new TreeSet<>(Comparator.reverseOrder());
        terms.values().forEach(coefficient -> factors.add(Size.gcd(Math.abs(coefficient), divisor.factor())));
        for (long factor : factors) {
            Map<Term, Long> multiples = new LinkedHashMap<>(terms);
            multiples.values().removeIf(coefficient -> coefficient % factor != 0);
            Map<Term, Long> rest = new LinkedHashMap<>(terms);
            rest.keySet().removeAll(multiples.keySet());
            Affine low = new Affine(rest);
            if (factor > 1 && low.isBelow(new Size(factor, 0))) {
                multiples.replaceAll((term, coefficient) -> coefficient / factor);
                Affine[] high = new Affine(multiples).divide(new Size(divisor.factor() / factor, divisor.power()));
                return Optional.of(new Affine[] {high[0], high[1].times(factor).plus(low)});
            }
        }
        return Optional.empty();
    }

    /** Whether this is known to be less; not where the numbers, as of the fourth power of many rows, exceed a long. */
    private boolean isBelow(Size bound) {
        if (terms.values().stream().anyMatch(coefficient -> coefficient < 0)) {
            return false;
        }
        try {
            for (long rows : SAMPLE_ROWS) {
                if (largest(rows) >= bound.at(rows)) {
                    return false;
                }
            }
        } catch (ArithmeticException overflow) {
            return false;
        }
        return true;
    }

    /** What the value does not exceed for a number of rows: atoms that are taken away may all be zero. */
    public long largest(long rows) {
        long largest = 0;
        for (Map.Entry<Term, Long> entry : terms.entrySet()) {
            long factor = new Size(entry.getValue(), entry.getKey().power()).at(rows);
            Optional<Atom> atom = entry.getKey().atom();
            long most = atom.isEmpty()
                    ? factor
                    : Math.multiplyExact(Math.max(factor, 0), atom.get().largest(rows));
            largest = Math.addExact(largest, most);
        }
        return largest;
    }

    /** c d (a / d) + c (a % d) is c a. */
    private Affine joined() {
        for (Term term : terms.keySet()) {
            if (term.atom().orElse(null) instanceof Atom.Remainder remainder) {
                long coefficient = terms.get(term);
                Size divisor = remainder.divisor();
                Term partner = new Term(
                        Optional.of(new Atom.Quotient(remainder.dividend(), divisor)), term.power() + divisor.power());
                if (terms.getOrDefault(partner, 0L) == coefficient * divisor.factor()) {
                    Map<Term, Long> others = new LinkedHashMap<>(terms);
                    others.remove(term);
                    others.remove(partner);
                    return new Affine(others).plus(remainder.dividend().times(new Size(coefficient, term.power())));
                }
            }
        }
        return this;
    }

    /** The coefficient of a counter, if the counter occurs only as a single plain term, or not at all (zero). */
    public Optional<Size> coefficient(Atom.Counter counter) {
        Size found = new Size(0, 0);
        for (Map.Entry<Term, Long> entry : terms.entrySet()) {
            Atom atom = entry.getKey().atom().orElse(null);
            if (counter.equals(atom)) {
                if (found.factor() != 0) {
                    return Optional.empty();
                }
                found = new Size(entry.getValue(), entry.getKey().power());
            } else if (atom != null && counters(atom).contains(counter)) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /** What a counter is divided by. */
    public Set<Size> divisors(Atom.Counter counter) {
        Set<Size> divisors = new LinkedHashSet<>();
        for (Term term : terms.keySet()) {
            Atom atom = term.atom().orElse(null);
            if (atom instanceof Atom.Quotient quotient && quotient.dividend().equals(of(counter))) {
                divisors.add(quotient.divisor());
            } else if (atom instanceof Atom.Remainder remainder
                    && remainder.dividend().equals(of(counter))) {
                divisors.add(remainder.divisor());
            }
        }
        return divisors;
    }

    /** This with a counter replaced. */
    public Affine substitute(Atom.Counter counter, Affine replacement) {
        Affine sum = ZERO;
        for (Map.Entry<Term, Long> entry : terms.entrySet()) {
            Atom atom = entry.getKey().atom().orElse(null);
            Affine value;
            if (atom == null) {
                value = of(1);
            } else if (atom.equals(counter)) {
                value = replacement;
            } else if (atom instanceof Atom.Quotient quotient) {
                value = quotient.dividend().substitute(counter, replacement).quotient(quotient.divisor());
            } else if (atom instanceof Atom.Remainder remainder) {
                value = remainder.dividend().substitute(counter, replacement).remainder(remainder.divisor());
            } else {
                value = of(atom);
            }
            sum = sum.plus(value.times(new Size(entry.getValue(), entry.getKey().power())));
        }
        return sum;
    }

    /** The counters and computed ints that this depends on. */
    public Set<Atom> leaves() {
        Set<Atom> leaves = new LinkedHashSet<>();
        terms.keySet().forEach(term -> term.atom().ifPresent(atom -> leaves.addAll(counters(atom))));
        return leaves;
    }

    private static Set<Atom> counters(Atom atom) {
        if (atom instanceof Atom.Quotient quotient) {
            return quotient.dividend().leaves();
        }
        if (atom instanceof Atom.Remainder remainder) {
            return remainder.dividend().leaves();
        }
        return Set.of(atom);
    }

    String parenthesised() {
        String text = toString();
        return text.contains(" ") && !(terms.size() == 1 && text.startsWith("(")) ? "(" + text + ")" : text;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof Affine affine && hash == affine.hash && terms.equals(affine.terms);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As a Java expression: {@code i * 784 + j}. */
    @Override
    public String toString() {
        if (terms.isEmpty()) {
            return "0";
        }
        List<String> parts = new ArrayList<>();
        terms.entrySet().stream()
                .sorted((a, b) -> Long.compare(order(b), order(a)))
                .forEach(entry -> parts.add(text(entry.getKey(), entry.getValue())));
        return parts.stream().collect(Collectors.joining(" + ")).replace("+ -", "- ");
    }

    private static long order(Map.Entry<Term, Long> entry) {
        boolean constant = entry.getKey().atom().isEmpty() && entry.getKey().power() == 0;
        return constant
                ? Long.MIN_VALUE
                : Math.abs(entry.getValue()) + ((long) entry.getKey().power() << 32);
    }

    private static String text(Term term, long coefficient) {
        Size size = new Size(coefficient, term.power());
        if (term.atom().isEmpty()) {
            return size.toString();
        }
        String atom = term.atom().get().toString();
        return size.isOne() ? atom : atom + " * " + size;
    }
}
