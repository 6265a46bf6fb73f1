/** The tool's own certificate in the folder of a run. */
@NullMarked
package dev.etcdtls.adapter.identity;

import org.jspecify.annotations.NullMarked;
