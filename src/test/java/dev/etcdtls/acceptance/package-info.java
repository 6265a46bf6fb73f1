/** What the product promises, proved from the outside: the launcher as a user runs it, on a lab of real hosts. */
@NullMarked
package dev.etcdtls.acceptance;

import org.jspecify.annotations.NullMarked;
