package dev.adjoint.runtime.data;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Rows of unsigned bytes, each a number of a table: v / 255 for brightness, v itself for class indices. */
final class ByteColumn implements Column {
    /** Up to so many numbers (64 MiB) are unpacked beforehand, which makes batches faster. */
    private static final int UNPACKED = 1 << 24;

    private final String name;
    private final TensorType type;
    private final byte[] values;
    private final float[] table;
    private final int width;

    private ByteColumn(String name, TensorType type, byte[] values, float[] table) {
        this.name = name;
        this.type = type;
        this.values = values;
        this.table = table;
        this.width = Math.toIntExact(type.shape().elements());
    }

    /** Each byte v as v * scale; many of them stay bytes, which takes a quarter of the memory. */
    static Column of(String name, TensorType type, byte[] values, double scale) {
        ByteColumn packed = packed(name, type, values, scale);
        return values.length <= UNPACKED ? packed.unpacked() : packed;
    }

    static ByteColumn packed(String name, TensorType type, byte[] values, double scale) {
        float[] table = new float[256];
        for (int v = 0; v < table.length; v++) {
            table[v] = (float) (v * scale);
        }
        return new ByteColumn(name, type, values, table);
    }

    private Column unpacked() {
        float[] numbers = new float[values.length];
        for (int row = 0; row < size(); row++) {
            copy(row, numbers, row * width);
        }
        return new ArrayColumn(name, type, List.of(), numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TensorType type() {
        return type;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int size() {
        return values.length / width;
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        int from = row * width;
        for (int i = 0; i < width; i++) {
            into[offset + i] = table[values[from + i] & 0xff];
        }
    }
}
