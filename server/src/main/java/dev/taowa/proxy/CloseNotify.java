package dev.taowa.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Takes the end of what a program says in TLS (close_notify, RFC 8446, 6.1) for the end of its connection, as an answer
 * without a length has no other: some programs wait for their peer to close first.
 */
final class CloseNotify extends ChannelInboundHandlerAdapter {

    private CloseNotify() {}

    /** From now on, for that connection. */
    static void heed(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channel().pipeline().addBefore("handler", "close-notify", new CloseNotify());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            var _ = context.close();
            return;
        }
        context.fireUserEventTriggered(event);
    }
}
