package dev.adjoint.runtime.persistence;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.api.graph.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in front of the numbers: which tensors there are and where they lie, counted from the end of the header. */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {
    static final String METADATA = "__metadata__";
    static final String TYPE = "F32";

    /** One tensor, from one byte up to another. */
    record Entry(String name, Shape shape, long begin, long end) {
        int elements() {
            return Math.toIntExact((end - begin) / Float.BYTES);
        }
    }

    /** The header of tensors that lie one behind the other. */
    static SafetensorsHeader of(SafetensorsFile file) {
        List<Entry> entries = new ArrayList<>();
        long begin = 0;
        for (Map.Entry<String, StoredTensor> tensor : file.tensors().entrySet()) {
            long end = begin + (long) Float.BYTES * tensor.getValue().values().length;
            entries.add(new Entry(tensor.getKey(), tensor.getValue().shape(), begin, end));
            begin = end;
        }
        return new SafetensorsHeader(file.metadata(), entries);
    }

    /** The header as the format writes it. */
    Map<String, Object> toPlain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            plain.put(METADATA, metadata);
        }
        for (Entry entry : entries) {
            Map<String, Object> tensor = new LinkedHashMap<>();
            tensor.put("dtype", TYPE);
            tensor.put("shape", entry.shape().sizes());
            tensor.put("data_offsets", List.of(entry.begin(), entry.end()));
            plain.put(entry.name(), tensor);
        }
        return plain;
    }

    /**
     * The header that plain values state, its tensors in the order in which they lie.
     *
     * @param length how many bytes of numbers follow; the tensors must fill them without holes
     * @throws PersistenceException if they do not, or if the values break the format; the message lacks the file
     */
    static SafetensorsHeader of(@Nullable Object plain, long length) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw new PersistenceException("the header is no JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        map.forEach((key, value) -> {
            if (key.equals(METADATA)) {
                metadata.putAll(metadata(value));
            } else {
                entries.add(entry(String.valueOf(key), value));
            }
        });
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw new PersistenceException("tensor '" + entry.name() + "' begins at byte " + entry.begin()
                        + " of the numbers; expected byte " + end + ", where the one before it ends");
            }
            end = entry.end();
        }
        if (end != length) {
            throw new PersistenceException("the tensors take " + end + " bytes, but " + length
                    + " bytes follow the header; the file is incomplete or damaged");
        }
        return new SafetensorsHeader(metadata, entries);
    }

    private static Map<String, String> metadata(@Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw new PersistenceException(METADATA + " is no JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw new PersistenceException(METADATA + " holds a value that is no text, for the key '" + key + "'");
            }
            metadata.put(String.valueOf(key), text);
        });
        return metadata;
    }

    private static Entry entry(String name, @Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> map)
                || map.size() != 3
                || !(map.get("shape") instanceof List<?> shape)
                || !(map.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2) {
            throw new PersistenceException("tensor '" + name + "' is described by " + plain
                    + "; expected dtype, shape and data_offsets [begin, end]");
        }
        if (!TYPE.equals(map.get("dtype"))) {
            throw new PersistenceException(
                    "tensor '" + name + "' is of type " + map.get("dtype") + "; expected " + TYPE);
        }
        long begin = number(name, "offset", offsets.get(0));
        long end = number(name, "offset", offsets.get(1));
        List<Integer> sizes = new ArrayList<>();
        long elements = 1;
        for (Object size : shape) {
            long number = number(name, "size", size);
            if (number < 1 || number > Integer.MAX_VALUE || elements > Integer.MAX_VALUE / number) {
                throw new PersistenceException(
                        "tensor '" + name + "' has the shape " + shape + ", which is empty or too large");
            }
            sizes.add((int) number);
            elements *= number;
        }
        if (end - begin != elements * Float.BYTES) {
            throw new PersistenceException("tensor '" + name + "' of shape " + shape + " lies in the bytes from "
                    + begin + " to " + end + "; expected " + elements * Float.BYTES + " bytes");
        }
        return new Entry(name, new Shape(sizes), begin, end);
    }

    private static long number(String name, String what, @Nullable Object plain) {
        if (plain instanceof Integer || plain instanceof Long) {
            long number = ((Number) plain).longValue();
            if (number >= 0) {
                return number;
            }
        }
        throw new PersistenceException(
                "tensor '" + name + "' has the " + what + " " + plain + "; expected a whole number of at least 0");
    }
}
