package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortClaimIT {

    private static final int FIRST = 17_700;

    @Test
    void twoClaimsAtOnceAreNeverForOnePort() throws IOException {
        try (var first = PortClaim.obtain(FIRST);
                var second = PortClaim.obtain(first.port())) {
            assertThat(second.port()).isGreaterThan(first.port());
        }
    }

    @Test
    void aClaimThatEndedIsFreeAgain() throws IOException {
        int port;
        try (var claim = PortClaim.obtain(FIRST)) {
            port = claim.port();
        }

        try (var again = PortClaim.obtain(port)) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void aPortThatAProgramListensOnIsPassedOver() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var claim = PortClaim.obtain(listening.getLocalPort())) {
            assertThat(claim.port()).isGreaterThan(listening.getLocalPort());
        }
    }
}
