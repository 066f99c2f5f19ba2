package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import dev.adjoint.runtime.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Collects the fields of one column, line by line. */
final class CsvColumnReader {
    private static final Set<String> EMPTY = Set.of("", "na", "n/a", "nan", "null", "?");

    /** What a column holds; the first field that is not empty decides, if nothing else does. */
    private enum Kind {
        UNKNOWN,
        NUMBERS,
        CATEGORIES,
        /** Categories of which no new ones may occur. */
        KNOWN_CATEGORIES
    }

    private final String name;
    private final boolean mayBeEmpty;
    private final Map<String, Integer> categories = new HashMap<>();
    private final List<String> inOrder = new ArrayList<>();
    private boolean detected;
    private Kind kind;
    private float[] values = new float[64];
    private int size;

    private CsvColumnReader(String name, boolean mayBeEmpty, Kind kind) {
        this.name = name;
        this.mayBeEmpty = mayBeEmpty;
        this.kind = kind;
    }

    /** A column of which nothing is known, or that is said to hold categories. */
    static CsvColumnReader of(String name, boolean mayBeEmpty, boolean categorical) {
        return new CsvColumnReader(name, mayBeEmpty, categorical ? Kind.CATEGORIES : Kind.UNKNOWN);
    }

    /** A column of numbers if there are no known categories, else of these alone. */
    static CsvColumnReader known(String name, boolean mayBeEmpty, List<String> categories) {
        Kind kind = categories.isEmpty() ? Kind.NUMBERS : Kind.KNOWN_CATEGORIES;
        CsvColumnReader reader = new CsvColumnReader(name, mayBeEmpty, kind);
        categories.forEach(reader::index);
        return reader;
    }

    void add(String field, CsvPlace place) {
        String text = field.strip();
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = EMPTY.contains(text.toLowerCase(Locale.ROOT)) ? empty(text, place) : value(text, place);
    }

    private float empty(String text, CsvPlace place) {
        if (!mayBeEmpty) {
            throw place.error(
                    name,
                    "is " + (text.isEmpty() ? "empty" : "'" + text + "'")
                            + "; expected a value (for inputs, 'missing: mean' puts in the mean of the training rows)");
        }
        return Float.NaN;
    }

    private float value(String text, CsvPlace place) {
        float number = number(text);
        if (kind == Kind.UNKNOWN) {
            kind = Float.isNaN(number) ? Kind.CATEGORIES : Kind.NUMBERS;
            detected = true;
        }
        if (kind == Kind.NUMBERS) {
            if (!Float.isFinite(number)) {
                throw place.error(
                        name,
                        "is '" + text + "'; expected a number"
                                + (Float.isNaN(number)
                                        ? ", as in the lines before (list the column under 'categorical' if it"
                                                + " holds categories)"
                                        : " that is finite in single precision"));
            }
            return number;
        }
        Integer known = categories.get(text);
        if (known != null) {
            return known;
        }
        if (kind == Kind.KNOWN_CATEGORIES) {
            throw place.error(
                    name,
                    "is '" + text + "', which did not occur in training; expected one of "
                            + Nearest.order(text, inOrder));
        }
        if (detected && !Float.isNaN(number)) {
            throw place.error(
                    name,
                    "is the number '" + text + "', but the lines before hold texts such as '" + inOrder.get(0)
                            + "'; correct them, or list the column under 'categorical'");
        }
        return index(text);
    }

    private int index(String category) {
        int index = categories.size();
        categories.put(category, index);
        inOrder.add(category);
        return index;
    }

    /** The number that a text states, NaN if it states none. */
    private static float number(String text) {
        if (Character.isLetter(text.charAt(text.length() - 1))) {
            return Float.NaN; // parseFloat would take 1f and 0x1p3f
        }
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /**
     * The column, its categories sorted: by value where all are numbers, else as text.
     *
     * @throws DataException if every field was empty
     */
    CsvColumn finish() {
        if (kind == Kind.UNKNOWN && size > 0) {
            throw new DataException("column '" + name + "' is empty in every line; list it under 'ignore'");
        }
        float[] read = Arrays.copyOf(values, size);
        if (kind != Kind.CATEGORIES) {
            return new CsvColumn(name, inOrder, read);
        }
        boolean numbers = inOrder.stream().noneMatch(text -> Float.isNaN(number(text)));
        Comparator<String> byText = Comparator.naturalOrder();
        List<String> sorted = inOrder.stream()
                .sorted(numbers ? Comparator.comparing(CsvColumnReader::number).thenComparing(byText) : byText)
                .toList();
        int[] rank = new int[sorted.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[categories.getOrDefault(sorted.get(i), 0)] = i;
        }
        for (int row = 0; row < size; row++) {
            read[row] = Float.isNaN(read[row]) ? Float.NaN : rank[(int) read[row]];
        }
        return new CsvColumn(name, sorted, read);
    }
}
