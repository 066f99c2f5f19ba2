package dev.adjoint.codegen.machine;

import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.GeneratedSource;

/** Small loops whose speed says what a machine can do; generated, as the code is whose speed is to be foretold. */
public abstract class Probe {
    private static final String NAME = GeneratedSource.PACKAGE + ".MachineProbe";
    /** How many multiply-adds of vectors a turn of {@link #multiplyAdds} makes. */
    static final int CHAINS = 8;
    /** The numbers in a line of sums, of which there are two, without vectors. */
    static final int LINE = 512;
    /** How many operations {@link #operations} makes of a vector, its load and its store among them. */
    static final int OPERATIONS = 18;
    /** How many operations {@link #scalars} makes of a number. */
    static final int SCALARS = 4;

    private static final String VECTORS = """
            package dev.adjoint.generated;

            import dev.adjoint.codegen.machine.Probe;
            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorSpecies;

            public final class MachineProbe extends Probe {
                private static final VectorSpecies FLOATS = FloatVector.SPECIES_$BITS;

                public float multiplyAdds(float start, int turns) {
                    FloatVector a = FloatVector.broadcast(FLOATS, start);
                    FloatVector b = a.add(0.5f);
            $BEGIN
                    for (int i = 0; i < turns; i++) {
            $CHAINS
                    }
                    return $SUM.lane(0);
                }

                public void operations(float[] x, float[] y) {
                    FloatVector a = FloatVector.broadcast(FLOATS, 0.5f);
                    FloatVector b = FloatVector.broadcast(FLOATS, 0.25f);
                    for (int i = 0; i <= x.length - $LANES; i += $LANES) {
                        FloatVector v = FloatVector.fromArray(FLOATS, x, i);
                        FloatVector p = v.mul(a).add(a).mul(v).sub(a);
                        FloatVector q = v.sub(b).mul(v).add(a).mul(v);
                        FloatVector r = v.sub(a).mul(b).add(v).sub(b);
                        p.mul(q).add(r).mul(v).sub(q).intoArray(y, i);
                    }
                }

                public void copy(float[] x, float[] y) {
                    for (int i = 0; i <= x.length - $LANES; i += $LANES) {
                        FloatVector.fromArray(FLOATS, x, i).neg().intoArray(y, i);
                    }
                }
            $SCALARS
            }
            """;
    private static final String PLAIN = """
            package dev.adjoint.generated;

            import dev.adjoint.codegen.machine.Probe;

            public final class MachineProbe extends Probe {
                private final float[] sums = new float[$LINE];
                private final float[] sums2 = new float[$LINE];
                private final float[][] lines = new float[4][$LINE];

                public MachineProbe() {
                    for (int i = 0; i < lines.length; i++) {
                        java.util.Arrays.fill(lines[i], 0.001f);
                    }
                }

                public float multiplyAdds(float start, int turns) {
                    float x = start;
                    for (int i = 0; i < turns / $LINE; i++) {
                        float[] y0 = lines[0];
                        float[] y1 = lines[1];
                        float[] y2 = lines[2];
                        float[] y3 = lines[3];
                        for (int n = 0; n < $LINE; n++) {
                            sums[n] = $NESTED;
                            sums2[n] = $NESTED2;
                        }
                    }
                    return sums[0] + sums2[0];
                }

                public void operations(float[] x, float[] y) {
                    for (int i = 0; i < x.length; i++) {
                        float v = x[i];
                        float p = (v * 0.5f + 0.5f) * v - 0.5f;
                        float q = ((v - 0.25f) * v + 0.5f) * v;
                        float r = (v - 0.5f) * 0.25f + v - 0.25f;
                        y[i] = (p * q + r) * v - q;
                    }
                }

                public void copy(float[] x, float[] y) {
                    for (int i = 0; i < x.length; i++) {
                        y[i] = -x[i];
                    }
                }
            $SCALARS
            }
            """;
    private static final String OF_NUMBERS = """

                public void scalars(float[] x, float[] y) {
                    for (int i = 0; i < x.length; i++) {
                        y[(i * 5) & 1023] = x[i] * 0.5f + 1f;
                    }
                }""";

    /**
     * Chains of multiply-adds in registers.
     *
     * @param turns how many there are of each of the {@link #CHAINS} chains, a multiple of {@link #LINE}
     */
    public abstract float multiplyAdds(float start, int turns);

    /** A formula of {@link #OPERATIONS} operations, from array to array. */
    public abstract void operations(float[] x, float[] y);

    /** One array into another. */
    public abstract void copy(float[] x, float[] y);

    /** Numbers one by one, into an array of 1,024. */
    public abstract void scalars(float[] x, float[] y);

    /**
     * A new probe.
     *
     * @param lanes how many floats a vector holds, 0 for plain loops
     */
    static Probe ofLanes(int lanes) {
        try {
            String source = lanes > 0 ? vectors(lanes) : plain();
            return (Probe) new JaninoCompiler()
                    .compile(GeneratedSource.of(NAME, source))
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String vectors(int lanes) {
        StringBuilder begin = new StringBuilder();
        StringBuilder chains = new StringBuilder();
        StringBuilder sum = new StringBuilder("s0");
        for (int i = 0; i < CHAINS; i++) {
            begin.append("FloatVector s" + i + " = a.add(" + i + "f);\n");
            chains.append("s" + i + " = a.fma(b, s" + i + ");\n");
            sum.append(i == 0 ? "" : ".add(s" + i + ")");
        }
        return VECTORS.replace("$BITS", Integer.toString(lanes * Float.SIZE))
                .replace("$LANES", Integer.toString(lanes))
                .replace("$BEGIN", begin)
                .replace("$CHAINS", chains)
                .replace("$SUM", sum)
                .replace("$SCALARS", OF_NUMBERS);
    }

    private static String plain() {
        return PLAIN.replace("$LINE", Integer.toString(LINE))
                .replace("$NESTED2", nested("sums2[n]"))
                .replace("$NESTED", nested("sums[n]"))
                .replace("$SCALARS", OF_NUMBERS);
    }

    private static String nested(String sum) {
        String nested = sum;
        for (int i = 0; i < CHAINS / 2; i++) {
            nested = "Math.fma(x, y" + i + "[n], " + nested + ")";
        }
        return nested;
    }
}
