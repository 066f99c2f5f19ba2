package dev.adjoint.samples.peers.onnxruntime;

import dev.adjoint.samples.benchmarks.workload.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Two dense layers with an activation between them, as a file of ONNX; the numbers of the fields are those of its schema. */
record OnnxModel(int inputs, int units, int outputs, String activation) {
    private static final int FLOAT = 1;
    private static final int FORMAT = 8;
    private static final int OPSET = 13;

    byte[] toBytes() {
        Message graph = new Message()
                .message(1, node("Gemm", "hidden", "x", "kernel1", "bias1"))
                .message(1, node(activation, "active", "hidden"))
                .message(1, node("Gemm", "y", "active", "kernel2", "bias2"))
                .text(2, "network")
                .message(5, tensor("kernel1", Problem.kernel("dense1/kernel", inputs, units), inputs, units))
                .message(5, tensor("bias1", new float[units], units))
                .message(5, tensor("kernel2", Problem.kernel("dense2/kernel", units, outputs), units, outputs))
                .message(5, tensor("bias2", new float[outputs], outputs))
                .message(11, value("x", 1, inputs))
                .message(12, value("y", 1, outputs));
        return new Message()
                .number(1, FORMAT)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPSET))
                .toBytes();
    }

    private static Message node(String op, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, op);
    }

    private static Message tensor(String name, float[] values, int... shape) {
        Message tensor = new Message();
        for (int size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private static Message value(String name, int... shape) {
        Message sizes = new Message();
        for (int size : shape) {
            sizes.message(1, new Message().number(1, size));
        }
        Message type = new Message().number(1, FLOAT).message(2, sizes);
        return new Message().text(1, name).message(2, new Message().message(1, type));
    }
}
