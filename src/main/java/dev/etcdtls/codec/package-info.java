/** The one JSON form of plans, journals and events: written by hand, with names that never change, and read strictly. */
@NullMarked
package dev.etcdtls.codec;

import org.jspecify.annotations.NullMarked;
