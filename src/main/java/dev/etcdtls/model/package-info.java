/** The field's nouns as types. Imports nothing but JDK values, so that every other room may speak them. */
@NullMarked
package dev.etcdtls.model;

import org.jspecify.annotations.NullMarked;
