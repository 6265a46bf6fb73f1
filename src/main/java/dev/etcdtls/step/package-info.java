/** The sealed steps of a plan: data only, each from one resting state to the next. */
@NullMarked
package dev.etcdtls.step;

import org.jspecify.annotations.NullMarked;
