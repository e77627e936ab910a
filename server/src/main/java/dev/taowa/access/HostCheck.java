package dev.taowa.access;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.PublicKey;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;

/**
 * Takes a host for a workspace only by a certificate of our host CA that names it; the signature and the time of the
 * certificate have been checked by the key exchange.
 */
record HostCheck(PublicKey hostCa) implements ServerKeyVerifier {

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
        return key instanceof OpenSshCertificate certificate
                && certificate.getType() == OpenSshCertificate.Type.HOST
                && KeyUtils.compareKeys(certificate.getCaPubKey(), hostCa)
                && OpenSshCertificate.isValidNow(certificate)
                && session.getConnectAddress() instanceof InetSocketAddress wanted
                && certificate.getPrincipals().contains(wanted.getHostString());
    }
}
