import CCurl
import HTTPClient
import OwnThread

/// Hands messages to one mail server by SMTP, over libcurl.
///
/// Keeps no connection and queues nothing: a message is taken by the server, or it is not. Any number of
/// threads may use one client at the same time.
package struct MailClient: Sendable, Equatable {
    /// How the connection is protected.
    package enum Protection: Sendable, Hashable {
        /// From its beginning (RFC 8314): `smtps`.
        case implicit
        /// From the greeting on, or there is none (RFC 3207).
        case startTLS
        /// Not at all; for a server on the same machine.
        case none
    }

    /// Whom the server is to know.
    package struct Login: Sendable, Equatable {
        package let user: String
        package let password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    package let host: String
    package let port: Int
    package let protection: Protection
    package let login: Login?
    /// PEM of the certificates that the server's must lead to; nil for those of the system.
    package let anchorsFile: String?

    /// - Parameter host: a name or an address; IPv6 in brackets.
    package init(
        host: String, port: Int, protection: Protection, login: Login? = nil,
        anchorsFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.protection = protection
        self.login = login
        self.anchorsFile = anchorsFile
    }

    private static let connecting = 5_000
    /// A server may look a sender up before it answers.
    private static let total = 30_000

    /// Whether a text is a mailbox that can stand in a command and a header field as it is: a local part
    /// without quotes and a domain (RFC 5321 §4.1.2).
    package static func isMailbox(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !"<>()[]\\,;:\"".utf8.contains(byte)
        }
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && isPlain
            && text.utf8.count <= 254
    }

    /// Blocks a thread of its own until the server took the message.
    package func send(_ message: MailMessage) async throws(MailError) {
        let cancellation = Cancellation()
        let result: Result<Void, MailError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRunning = runOnOwnThread {
                    continuation.resume(returning: attempt(message, cancellation))
                }
                if !isRunning {
                    continuation.resume(returning: .failure(.broken("no thread")))
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
        try result.get()
    }

    private func attempt(
        _ message: MailMessage, _ cancellation: Cancellation
    ) -> Result<Void, MailError> {
        do throws(MailError) {
            guard [message.sender, message.recipient].allSatisfy(Self.isMailbox) else {
                throw .malformed
            }
            try SMTPExchange(message.bytes, cancellation).perform(message, by: self)
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    fileprivate var url: String {
        "\(protection == .implicit ? "smtps" : "smtp")://\(host):\(port)"
    }

    fileprivate static let milliseconds = (connecting: connecting, total: total)
}

/// Why a message was not taken.
package enum MailError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreachable
    case timedOut
    /// No TLS where there must be, or a certificate that leads nowhere.
    case untrusted
    /// By the server, with the last code of its answers (RFC 5321 §4.2).
    case refused(code: Int)
    /// A mailbox or an address of the server that cannot be one.
    case malformed
    case cancelled
    case broken(String)

    package var description: String {
        switch self {
        case .unreachable: "no connection"
        case .timedOut: "no answer in time"
        case .untrusted: "no trusted TLS"
        case .refused(let code): "SMTP \(code)"
        case .malformed: "not an address of mail"
        case .cancelled: "cancelled"
        case .broken(let text): text
        }
    }
}

/// One libcurl handle, used for one message by one thread.
@safe private struct SMTPExchange: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private let body: Body

    /// What libcurl reads, and whether it shall stop.
    private final class Body {
        private var rest: ArraySlice<UInt8>
        private let cancellation: Cancellation

        init(_ bytes: [UInt8], _ cancellation: Cancellation) {
            rest = bytes[...]
            self.cancellation = cancellation
        }

        var shouldStop: Bool { cancellation.isWished }

        func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
            let next = rest.prefix(buffer.count)
            unsafe buffer.copyBytes(from: next)
            rest = rest.dropFirst(next.count)
            return next.count
        }

        static func at(_ context: UnsafeMutableRawPointer?) -> Body? {
            guard let context = unsafe context else { return nil }
            return unsafe Unmanaged<Body>.fromOpaque(context).takeUnretainedValue()
        }
    }

    init(_ bytes: [UInt8], _ cancellation: Cancellation) throws(MailError) {
        guard HTTPClient.isLibraryReady, let handle = unsafe curl_easy_init() else {
            throw .broken("libcurl does not start")
        }
        unsafe self.handle = handle
        body = Body(bytes, cancellation)
    }

    deinit { unsafe curl_easy_cleanup(handle) }

    func perform(_ message: MailMessage, by client: MailClient) throws(MailError) {
        try set(CURLOPT_URL, client.url)
        try set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_NOPROXY, "*")
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_CONNECTTIMEOUT_MS, MailClient.milliseconds.connecting)
        try set(CURLOPT_TIMEOUT_MS, MailClient.milliseconds.total)
        if client.protection == .startTLS {
            try set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        }
        if let file = client.anchorsFile { try set(CURLOPT_CAINFO, file) }
        if let login = client.login {
            try set(CURLOPT_USERNAME, login.user)
            try set(CURLOPT_PASSWORD, login.password)
        }
        try set(CURLOPT_MAIL_FROM, "<\(message.sender)>")
        guard let list = unsafe curl_slist_append(nil, "<\(message.recipient)>") else {
            throw .broken("out of memory")
        }
        defer { unsafe curl_slist_free_all(list) }
        try unsafe check(kapok_curl_set_list(handle, CURLOPT_MAIL_RCPT, list))
        try set(CURLOPT_UPLOAD, 1)
        let context = unsafe UnsafeRawPointer(Unmanaged.passUnretained(body).toOpaque())
        try unsafe check(kapok_curl_set_pointer(handle, CURLOPT_READDATA, context))
        try unsafe check(kapok_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context))
        try unsafe check(
            kapok_curl_set_receive(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
                guard let bytes = unsafe bytes, let body = unsafe Body.at(context) else { return 0 }
                return unsafe body.fill(
                    UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
            })
        try unsafe check(
            kapok_curl_set_progress(handle) { context, _, _, _, _ in
                unsafe Body.at(context)?.shouldStop == true ? 1 : 0
            })
        try set(CURLOPT_NOPROGRESS, 0)
        let code = unsafe curl_easy_perform(handle)
        guard code == CURLE_OK else { throw error(code) }
    }

    private func error(_ code: CURLcode) -> MailError {
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: return .unreachable
        case CURLE_OPERATION_TIMEDOUT: return .timedOut
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: return .malformed
        case CURLE_ABORTED_BY_CALLBACK: return .cancelled
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR,
            CURLE_SSL_CACERT_BADFILE:
            return .untrusted
        default:
            var reply = 0
            let isTold = unsafe kapok_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
            if isTold == CURLE_OK, reply >= 400 { return .refused(code: reply) }
            return .broken(unsafe String(cString: curl_easy_strerror(code)))
        }
    }

    private func set(_ option: CURLoption, _ value: String) throws(MailError) {
        try unsafe check(kapok_curl_set_string(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: Int) throws(MailError) {
        try unsafe check(kapok_curl_set_long(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(MailError) {
        guard code == CURLE_OK else { throw error(code) }
    }
}
