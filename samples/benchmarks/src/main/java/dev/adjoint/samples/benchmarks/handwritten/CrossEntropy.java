package dev.adjoint.samples.benchmarks.handwritten;

/** -log softmax(x)[t] and its gradient. */
final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * The loss of one row, whose logits are replaced by (softmax(x) - onehot(t)) scale.
     *
     * @param logits an array that holds the row from an index on
     * @param target the class t
     */
    static float replaceByGradient(float[] logits, int from, int classes, int target, float scale) {
        float largest = logits[from];
        for (int i = 1; i < classes; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        float loss = largest - logits[from + target];
        float sum = 0;
        for (int i = from; i < from + classes; i++) {
            float exponential = (float) Math.exp(logits[i] - largest);
            logits[i] = exponential;
            sum += exponential;
        }
        for (int i = from; i < from + classes; i++) {
            logits[i] *= scale / sum;
        }
        logits[from + target] -= scale;
        return loss + (float) Math.log(sum);
    }
}
