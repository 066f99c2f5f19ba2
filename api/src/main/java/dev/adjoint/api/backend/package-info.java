/** What turns a program into something that runs, and the arrays it runs on. */
@NullMarked
package dev.adjoint.api.backend;

import org.jspecify.annotations.NullMarked;
