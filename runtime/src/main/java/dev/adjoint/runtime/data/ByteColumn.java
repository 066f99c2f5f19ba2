package dev.adjoint.runtime.data;

import dev.adjoint.api.graph.TensorType;

/** Rows of unsigned bytes, each a number of a table: v / 255 for brightness, v itself for class indices. */
final class ByteColumn implements Column {
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

    /** Each byte v as v * scale. */
    static ByteColumn of(String name, TensorType type, byte[] values, double scale) {
        float[] table = new float[256];
        for (int v = 0; v < table.length; v++) {
            table[v] = (float) (v * scale);
        }
        return new ByteColumn(name, type, values, table);
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
