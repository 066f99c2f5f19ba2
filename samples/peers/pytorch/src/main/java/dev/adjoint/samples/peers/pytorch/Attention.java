package dev.adjoint.samples.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** Self-attention of four heads; the library's own encoder block normalises by batches, which is another network. */
final class Attention extends AbstractBlock {
    private static final int HEADS = 4;

    private final Block query;
    private final Block key;
    private final Block value;
    private final Block output;

    Attention(Block query, Block key, Block value, Block output) {
        this.query = addChildBlock("query", query);
        this.key = addChildBlock("key", key);
        this.value = addChildBlock("value", value);
        this.output = addChildBlock("output", output);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray q = heads(query.forward(store, inputs, training));
        NDArray k = heads(key.forward(store, inputs, training));
        NDArray v = heads(value.forward(store, inputs, training));
        double scale = 1 / Math.sqrt(q.getShape().get(3));
        NDArray weights = q.matMul(k.swapAxes(2, 3)).mul(scale).softmax(3);
        NDArray mixed = weights.matMul(v).transpose(0, 2, 1, 3);
        return output.forward(store, new NDList(mixed.reshape(inputs.get(0).getShape())), training);
    }

    private static NDArray heads(NDList list) {
        NDArray x = list.singletonOrThrow();
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), HEADS, shape.get(2) / HEADS)
                .transpose(0, 2, 1, 3);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
        return shapes;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
        for (Block block : children.values()) {
            block.initialize(manager, type, shapes);
        }
    }
}
