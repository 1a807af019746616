import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// HTTP/1 connections whose request heads are judged before anything else sees them.
///
/// The guard stands between the parser and the codec to version-independent types, since that codec
/// drops the version and the number of `Host` fields, on which these rules depend.
struct GuardedHTTP1Channel: ServerChildChannel {
    let http1: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http1.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(RequestHeadGuard(), position: .after(parser))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http1.handle(value: value, logger: logger)
    }
}

/// Refuses a request head that two readers could understand differently, as the parser refuses
/// what it cannot read: 400, and nothing more is read from the connection.
final class RequestHeadGuard: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// Owned by the channel's event loop, as every handler is.
    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        guard case .head(var head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        guard Self.isAcceptable(head) else {
            isRefused = true
            return context.fireErrorCaught(HTTPParserError.invalidHeaderToken)
        }
        // What closes the connection is said in one way to everything behind: `Close`, `close, TE`,
        // and HTTP/1.0, whose clients may wait for the end even where they ask to keep it.
        if !head.isKeepAlive || Self.isOld(head) {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// RFC 9112 §3.2: exactly one well-formed `Host` in HTTP/1.1, at most one in HTTP/1.0.
    /// §6.1: the framing of HTTP/1.0 with `Transfer-Encoding` is faulty.
    static func isAcceptable(_ head: HTTPRequestHead) -> Bool {
        let hosts = head.headers["host"]
        let isOld = isOld(head)
        guard hosts.count == 1 || (isOld && hosts.isEmpty), hosts.allSatisfy(isHost) else {
            return false
        }
        return !isOld || !head.headers.contains(name: "transfer-encoding")
    }

    /// Of HTTP/1.0, or older.
    private static func isOld(_ head: HTTPRequestHead) -> Bool {
        head.version.major < 1 || head.version == .http1_0
    }

    /// The octets of `uri-host [ ":" port ]` (RFC 9110 §7.2); empty where the target has none.
    private static func isHost(_ value: String) -> Bool {
        value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: "-._~%!$&'()*+,;=:[]".utf8.contains(byte)
            }
        }
    }
}
