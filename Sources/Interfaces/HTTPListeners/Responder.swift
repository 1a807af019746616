import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore

/// Turns what arrives on a connection into a request value, and the answer into bytes.
struct Responder: Sendable {
    let listener: Listener
    let logger: Logger

    @concurrent @Sendable func respond(
        to incoming: Request, writer: consuming ResponseWriter, on channel: any Channel
    ) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let requestID = RequestID.accepted(incoming.headers[.requestID]) ?? RequestID.random()
        var answer = try await answer(to: incoming, requestID: requestID, on: channel)
        answer.headers["X-Request-Id"] = requestID
        answer.headers["Content-Length"] = String(answer.body.count)
        if incoming.headers[.connection] == "close" { answer.headers["Connection"] = "close" }
        if answer.headers["Date"] == nil { answer.headers["Date"] = UTCTime.now().imfFixdate }
        let isHead = incoming.method == .head || answer.status == 304 || answer.status == 204
        defer {
            let elapsed = (clock.now - start).components
            var metadata: Logger.Metadata = [
                "requestId": .string(requestID),
                "method": .string(Self.label(incoming.method)),
                "route": .string(answer.route),
                "status": .stringConvertible(answer.status),
                "durationMs": .stringConvertible(
                    Int(elapsed.seconds) * 1000
                        + Int(elapsed.attoseconds / 1_000_000_000_000_000)
                ),
            ]
            metadata["officer"] = answer.officer.map { .string($0) }
            logger.info("request", metadata: metadata)
        }
        try await writer.write(
            response: Self.head(of: answer),
            body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }

    /// The time limit for receiving closes the connection, which ends the wait for more. A refused
    /// request gets its answer at once; what still comes is thrown away until that limit.
    private func answer(
        to incoming: Request, requestID: String, on channel: any Channel
    ) async throws -> HTTPResponse {
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(listener.receivingTime)) {
            channel.close(promise: nil)
        }
        do {
            let target = try RequestTarget(incoming.head.path ?? "")
            let body = try await body(of: incoming)
            deadline.cancel()
            let request = HTTPRequest(
                incoming.method == .head ? "GET" : incoming.method.rawValue, target,
                headers: HTTPHeaders(incoming.headers), body: body, requestID: requestID,
                peerUserID: await peerUserID(of: channel),
                peerCertificate: listener.identity == nil ? nil : await peerCertificate(of: channel)
            )
            let answer = await listener.handler(request)
            return answer.isWellFormed ? answer : HTTPResponse(status: 500, route: answer.route)
        } catch let fault as HTTPFault {
            var refusal = listener.refusal(fault, HTTPHeaders(incoming.headers))
            refusal.headers["Connection"] = "close"
            return refusal
        }
    }

    /// Receives the body whole or not at all.
    private func body(of incoming: Request) async throws -> [UInt8] {
        let limit = listener.maximumBodyBytes
        let announced = incoming.headers[.contentLength].map { Int($0) ?? Int.max }
        if let announced, announced > limit { throw HTTPFault.bodyTooLarge(limit: limit) }
        do {
            let bytes = Array(buffer: try await incoming.body.collect(upTo: limit))
            guard announced == nil || announced == bytes.count else {
                throw ChannelError.inputClosed
            }
            return bytes
        } catch is NIOTooManyBytesError {
            throw HTTPFault.bodyTooLarge(limit: limit)
        }
    }

    private static func head(of answer: HTTPResponse) -> HTTPTypes.HTTPResponse {
        var fields = HTTPFields()
        for field in answer.headers.fields {
            if let name = HTTPField.Name(field.name) {
                fields.append(HTTPField(name: name, value: field.value))
            }
        }
        return HTTPTypes.HTTPResponse(status: .init(code: answer.status), headerFields: fields)
    }

    /// A client may send any word as a method; only known ones are logged.
    private static func label(_ method: HTTPTypes.HTTPRequest.Method) -> String {
        let known: [HTTPTypes.HTTPRequest.Method] = [
            .get, .head, .post, .put, .patch, .delete, .options,
        ]
        return known.contains(method) ? method.rawValue : "other"
    }
}

extension HTTPField.Name {
    /// The name is a token by RFC 9110 §5.6.2, so that the parsing cannot fail.
    fileprivate static let requestID = HTTPField.Name(parsed: "x-request-id") ?? .from
}

extension HTTPResponse {
    /// Whether HTTP can carry it: a final status, and fields that cannot break out of their lines.
    fileprivate var isWellFormed: Bool {
        (200...599).contains(status)
            && headers.fields.allSatisfy {
                HTTPField.Name($0.name) != nil && HTTPField.isValidValue($0.value)
            }
    }
}

extension HTTPHeaders {
    fileprivate init(_ fields: HTTPFields) {
        self = [:]
        for field in fields { append(field.name.rawName, field.value) }
    }
}

/// Identifiers of requests.
enum RequestID {
    /// The client's own if it is 1 to 64 of letters, digits, `-`, `_` and `.`: safe to write down.
    static func accepted(_ text: String?) -> String? {
        guard let text, (1...64).contains(text.utf8.count) else { return nil }
        let isWellFormed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: "-_.".utf8.contains(byte)
            }
        }
        return isWellFormed ? text : nil
    }

    /// 64 random bits in hex: enough to tell requests of one log apart.
    static func random() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
