package dev.adjoint.runtime.train;

/**
 * How far the training of a model has come, over all calls of {@code fit}.
 *
 * @param epochs how many epochs were begun
 * @param steps how many updates were made
 * @param batches how many batches were run; as many as steps unless several make one update
 */
record Position(long epochs, long steps, long batches) {
    static final Position START = new Position(0, 0, 0);
}
