package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdEndpoint;

/** A member answered with something that the tool has no type for: a unix socket URL, a version that is none. */
final class UnreadableAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableAnswer(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }

    Problem problem(EtcdEndpoint endpoint, String what) {
        return new Problem(
                ErrorCode.UNSUPPORTED_CLUSTER,
                "hosts/" + endpoint.host(),
                endpoint.url() + " answered " + what + " with something this tool cannot use: " + getMessage(),
                "compare with etcdctl member list; only http and https URLs with host and port are supported");
    }
}
