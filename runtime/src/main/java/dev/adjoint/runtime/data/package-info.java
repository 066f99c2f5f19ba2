/** Training data: columns of rows from arrays, CSV files and IDX files, and how they are split into parts. */
@NullMarked
package dev.adjoint.runtime.data;

import org.jspecify.annotations.NullMarked;
