@NullMarked
package dev.etcdtls.adapter.journalfile;

import org.jspecify.annotations.NullMarked;
