import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// HTTP/1 over TLS: nothing is read as HTTP before the client was admitted.
struct MutualTLSChannel: ServerChildChannel {
    let inside: GuardedHTTP1Channel
    let identity: TLSIdentity
    let handshakeTime: Duration

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(identity.handler())
            try pipeline.addHandler(HandshakeDeadline(TimeAmount(handshakeTime)))
        }.flatMap { inside.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await inside.handle(value: value, logger: logger)
    }
}

/// Closes a connection whose handshake is not over in time, however busily it sends.
private final class HandshakeDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let time: TimeAmount
    /// Owned by the channel's event loop, as every handler is.
    private var deadline: Scheduled<Void>?

    init(_ time: TimeAmount) { self.time = time }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { deadline?.cancel() }
        context.fireUserInboundEventTriggered(event)
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }
}

/// The certificate that the other end showed, in DER; nil without TLS.
func peerCertificate(of channel: any Channel) async -> [UInt8]? {
    guard let certificate = try? await channel.nioSSL_peerCertificate().get() else { return nil }
    return try? certificate.toDERBytes()
}
