/** Goal, planner, prediction and the check of a plan on predicted states. Pure: no clock, file, socket, thread or logger. */
@NullMarked
package dev.etcdtls.plan;

import org.jspecify.annotations.NullMarked;
