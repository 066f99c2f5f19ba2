/** Predictions by ONNX Runtime, of models written in its format here. */
@NullMarked
package dev.adjoint.samples.peers.onnxruntime;

import org.jspecify.annotations.NullMarked;
