package dev.taowa.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies of a person's environment variables, as curl reads them: {@code https_proxy}, {@code all_proxy} and
 * {@code no_proxy}, in either case. What is on this machine is asked directly.
 */
final class Proxies extends ProxySelector {

    private static final int USUAL_PORT = 80;

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI address) {
        var host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        var proxy = Endpoint.isHere(address) || isDirect(host)
                ? Optional.<InetSocketAddress>empty()
                : find("https_proxy").or(() -> find("all_proxy")).flatMap(Proxies::parse);
        return List.of(proxy.map(at -> new Proxy(Proxy.Type.HTTP, at)).orElse(Proxy.NO_PROXY));
    }

    private Optional<String> find(String variable) {
        return Stream.of(variable, variable.toUpperCase(Locale.ROOT))
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private boolean isDirect(String host) {
        return Stream.of(find("no_proxy").orElse("").split("[,\\s]+", -1))
                .map(each -> each.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .filter(each -> !each.isEmpty())
                .anyMatch(each -> each.equals("*") || host.equals(each) || host.endsWith("." + each));
    }

    /** A proxy of HTTP; the scheme may be left out, and a name and password in it are not used. */
    private static Optional<InetSocketAddress> parse(String text) {
        try {
            var address = URI.create(text.contains("://") ? text : "http://" + text);
            if (address.getHost() == null
                    || !String.valueOf(address.getScheme()).matches("https?")) {
                return Optional.empty();
            }
            var port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
            return Optional.of(InetSocketAddress.createUnresolved(address.getHost(), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The request that failed is told by whoever sent it. */
    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException cause) {}
}
