/** Which certificate a member or consumer must have, and whether a given one does. */
@NullMarked
package dev.etcdtls.certificate;

import org.jspecify.annotations.NullMarked;
