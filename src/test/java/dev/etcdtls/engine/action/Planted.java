package dev.etcdtls.engine.action;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.EtcdReads;
import dev.etcdtls.port.HostPorts;
import dev.etcdtls.port.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Worlds that answer one question otherwise. */
final class Planted {
    private Planted() {}

    /** Etcd answers the named question as the given function makes of the true answer. */
    static World api(World world, String question, BiFunction<EtcdEndpoint, Outcome<?>, Outcome<?>> answer) {
        EtcdApi real = world.etcd().api();
        EtcdApi api = (EtcdApi) Proxy.newProxyInstance(
                Planted.class.getClassLoader(), new Class<?>[] {EtcdApi.class}, (_, method, arguments) -> {
                    Object said;
                    try {
                        said = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                    return method.getName().equals(question)
                                    && arguments[0] instanceof EtcdEndpoint endpoint
                                    && said instanceof Outcome<?> outcome
                            ? answer.apply(endpoint, outcome)
                            : said;
                });
        EtcdPorts etcd = world.etcd();
        return new World(
                world.hosts(),
                new EtcdPorts(api, etcd.onHost(), etcd.prober(), etcd.census(), etcd.lock()),
                world.issuer(),
                world.run(),
                world.pacer());
    }

    /** A member answers the question for its membership with this, over its API and on its host. */
    static World members(World world, HostName host, Outcome<List<EtcdReads.Entry>> answer) {
        World planted =
                api(world, "members", (endpoint, real) -> endpoint.host().equals(host) ? answer : real);
        EtcdPorts etcd = planted.etcd();
        return new World(
                planted.hosts(),
                new EtcdPorts(etcd.api(), etcd.api(), etcd.prober(), etcd.census(), etcd.lock()),
                planted.issuer(),
                planted.run(),
                planted.pacer());
    }

    interface Dialled {
        Verdict verdict(HostName from, PeerUrl to, Verdict real);
    }

    /** Peer dials come out as the given function makes of the true verdict. */
    static World dialer(World world, Dialled dialled) {
        HostPorts hosts = world.hosts();
        return new World(
                hosts.with((from, to, with) ->
                        dialled.verdict(from, to, hosts.dialer().dial(from, to, with))),
                world.etcd(),
                world.issuer(),
                world.run(),
                world.pacer());
    }

    /** The first calls that take a step back are answered so, and nothing happens; then it is done. */
    static World takeBack(World world, Deque<Outcome<Optional<SwitchState>>> answers) {
        HostPorts hosts = world.hosts();
        DeadManSwitch planted = (DeadManSwitch) Proxy.newProxyInstance(
                Planted.class.getClassLoader(), new Class<?>[] {DeadManSwitch.class}, (_, method, arguments) -> {
                    boolean answered = method.getName().equals("takeBack") && !answers.isEmpty();
                    return answered ? answers.remove() : method.invoke(hosts.deadMan(), arguments);
                });
        return new World(
                new HostPorts(
                        hosts.look(),
                        hosts.files(),
                        hosts.services(),
                        hosts.keys(),
                        hosts.rehearsal(),
                        hosts.dialer(),
                        planted,
                        hosts.consumers()),
                world.etcd(),
                world.issuer(),
                world.run(),
                world.pacer());
    }
}
