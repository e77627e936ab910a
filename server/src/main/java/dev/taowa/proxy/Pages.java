package dev.taowa.proxy;

/** The proxy's own pages: what is the matter and what to do, in plain HTML without anything to load. */
final class Pages {

    static final String TYPE = "text/html; charset=utf-8";

    /** What a page may do: show itself. */
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private Pages() {}

    static String needsLink(ProxiedHost host) {
        return page("This page needs a link", "<p>Only its owner may open it. Get a link with</p>" + command(host), "");
    }

    static String spentLink(ProxiedHost host) {
        return page("This link was used already", "<p>A link opens once. Get a new one with</p>" + command(host), "");
    }

    static String foreignOrigin() {
        return page("Refused", "<p>The request came from a page of another origin.</p>", "");
    }

    static String unknownHost(String host) {
        return page("No such address", "<p>%s names no port of a workspace.</p>".formatted(escape(host)), "");
    }

    static String unknownWorkspace(String name) {
        return page(
                "No such workspace",
                "<p>There is no workspace named %s. <code>taowa ls</code> lists what there is.</p>"
                        .formatted(escape(name)),
                "");
    }

    static String notRunning(String name) {
        return page(
                escape(name) + " does not run",
                "<p>Start it with</p><pre>taowa start %s</pre><p>This page looks again by itself.</p>"
                        .formatted(escape(name)),
                "<meta http-equiv=\"refresh\" content=\"3\">");
    }

    static String unreachable(String name) {
        return page(
                escape(name) + " cannot be reached",
                "<p>The engine does not answer for it; <code>taowa doctor</code> checks the host."
                        + " This page looks again by itself.</p>",
                "<meta http-equiv=\"refresh\" content=\"3\">");
    }

    static String nothingListens(ProxiedHost host) {
        return page(
                "Nothing listens on port " + host.port(),
                "<p>Start a program in <b>%s</b> that listens on port %d; this page looks again by itself.</p>"
                        .formatted(escape(host.workspace()), host.port()),
                "<meta http-equiv=\"refresh\" content=\"2\">");
    }

    static String noIngress(ProxiedHost host) {
        return page(
                "No Ingress for this address",
                "<p>The cluster of <b>%1$s</b> has no Ingress for it, or does not answer. <code>taowa ports %1$s</code>"
                                .formatted(escape(host.workspace()))
                        + " lists the hosts of those that it has; this page looks again by itself.</p>",
                "<meta http-equiv=\"refresh\" content=\"3\">");
    }

    static String noHttp(ProxiedHost host) {
        return page(
                "Port %d gave no answer in HTTP".formatted(host.port()),
                """
                <p>What listens on it in <b>%1$s</b> closed the connection, or answered in another protocol. If it speaks \
                HTTPS, say so in devcontainer.json, and run <code>taowa up</code> again:</p>\
                <pre>"portsAttributes": {"%2$d": {"protocol": "https"}}</pre>\
                <p>If it speaks something else, <code>taowa forward %1$s %2$d</code> brings the port to your machine.</p>\
                """.formatted(escape(host.workspace()), host.port()),
                "");
    }

    static String noTls(ProxiedHost host) {
        return page(
                "Port %d gave no answer in HTTPS".formatted(host.port()), """
                <p>devcontainer.json says that what listens on it in <b>%s</b> speaks HTTPS, and it does not, or it closed \
                the connection. Take <code>"protocol": "https"</code> out of <code>"portsAttributes"</code> where that is \
                wrong, and run <code>taowa up</code> again.</p>\
                """.formatted(escape(host.workspace())), "");
    }

    private static String command(ProxiedHost host) {
        if (host.ingress().isPresent()) {
            return "<pre>taowa ports %s</pre>".formatted(escape(host.workspace()));
        }
        return "<pre>taowa open %s%s</pre>".formatted(escape(host.workspace()), host.isIde() ? "" : " " + host.port());
    }

    private static String page(String title, String body, String head) {
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title>%s\
                <meta name="viewport" content="width=device-width"><style>\
                body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color:#222}\
                pre{background:#f2f2f2;padding:.6rem .8rem;border-radius:4px}\
                @media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}pre{background:#2a2a2a}}\
                </style></head><body><main><h1>%s</h1>%s</main></body></html>
                """.formatted(title, head, title, body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
