package dev.taowa.cli.terminal;

import java.lang.reflect.Proxy;

/** Signals of the terminal. */
public final class Signals {

    private Signals() {}

    /**
     * Calls the handler, on a thread of its own, whenever the signal comes; replaces what happened so far.
     *
     * <p>Only {@code sun.misc.Signal} can do so, which a compiler that treats warnings as errors lets no one name.
     */
    public static void handle(String name, Runnable handler) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handling = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    handling.getClassLoader(), new Class<?>[] {handling}, (self, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(handler, arguments);
                        }
                        handler.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handling)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM handles no signals", e);
        }
    }
}
