package dev.taowa.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

@QuarkusMain
public final class Main {
    public static void main(String[] args) {
        System.setProperty("quarkus.http.domain-socket", "/tmp/tw.sock");
        System.setProperty("quarkus.http.port", "7700");
        Quarkus.run(args);
    }
}
