package dev.etcdtls.simulation;

import dev.etcdtls.port.World;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Worlds with another port in the place of one, however many ports there are. */
final class Mistaken {
    private static final String PORTS = World.class.getPackageName();

    private Mistaken() {}

    /** A call of a port. */
    interface Call {
        /** Name of the method. */
        String name();

        /** The argument with that number, from 0. */
        <A> A argument(int number, Class<A> type);

        /** What the real port answers. */
        Object real();

        /** What it answers to these arguments. */
        Object realWith(Object... arguments);
    }

    /** The world with every port of this type answering as the function says. */
    static <P> World answers(World world, Class<P> port, BiFunction<P, Call, Object> answer) {
        return with(
                world,
                port,
                real -> port.cast(Proxy.newProxyInstance(
                        Mistaken.class.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> answer.apply(real, new Reflected(real, method, arguments)))));
    }

    private static <P> World with(World world, Class<P> port, UnaryOperator<P> other) {
        return (World) rebuilt(world, port, other);
    }

    private static <P> Object rebuilt(Record ports, Class<P> port, UnaryOperator<P> other) {
        RecordComponent[] components = ports.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        try {
            for (int number = 0; number < components.length; number++) {
                Object value = components[number].getAccessor().invoke(ports);
                boolean isPort = components[number].getType().equals(port);
                boolean isGroup = value instanceof Record
                        && value.getClass().getPackageName().equals(PORTS);
                values[number] =
                        isPort ? other.apply(port.cast(value)) : isGroup ? rebuilt((Record) value, port, other) : value;
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = ports.getClass().getDeclaredConstructor(types);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the ports are public records", e);
        }
    }

    private record Reflected(Object port, java.lang.reflect.Method method, Object[] arguments) implements Call {
        @Override
        public String name() {
            return method.getName();
        }

        @Override
        public <A> A argument(int number, Class<A> type) {
            return type.cast(arguments[number]);
        }

        @Override
        public Object real() {
            return realWith(arguments);
        }

        @Override
        public Object realWith(Object... others) {
            try {
                return method.invoke(port, others);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw new IllegalStateException("a port throws nothing that is checked", e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("the methods of ports are public", e);
            }
        }
    }
}
