/** What each kind of step does to the world, one class per kind; every part looks first whether it is done already. */
@NullMarked
package dev.etcdtls.engine.action;

import org.jspecify.annotations.NullMarked;
