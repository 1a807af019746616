/// What has arrived of one answer. Used by the performing thread alone.
final class Reception {
    private(set) var headers: [String: String] = [:]
    private(set) var body: [UInt8] = []
    /// Why the exchange was stopped from our side.
    private(set) var refusal: HTTPClientError?

    private let maximumBodyBytes: Int
    private let cancellation: Cancellation
    private var headerBytes = 0

    /// Sixty-four kibibytes: no server of ours sends a hundredth of it.
    private static let maximumHeaderBytes = 64 << 10

    init(maximumBodyBytes: Int, cancellation: Cancellation) {
        self.maximumBodyBytes = maximumBodyBytes
        self.cancellation = cancellation
    }

    /// Takes one header line. Returns the number of bytes taken; less than given stops libcurl.
    func take(header line: UnsafeRawBufferPointer) -> Int {
        let count = line.count
        headerBytes += count
        guard headerBytes <= Self.maximumHeaderBytes else {
            refusal = .broken(code: 0, text: "the header of the answer is too large")
            return 0
        }
        let text = unsafe String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // A new status line: what came before was informational (RFC 9110 §15.2).
            headers = [:]
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let name = text[..<colon].lowercased()
            let value = Self.trimmed(text[text.utf8.index(after: colon)...])
            headers[name] = headers[name].map { "\($0), \(value)" } ?? value
        }
        return count
    }

    /// Takes a piece of the body. Returns the number of bytes taken; less than given stops libcurl.
    func take(body piece: UnsafeRawBufferPointer) -> Int {
        let count = piece.count
        guard count <= maximumBodyBytes - body.count else {
            refusal = .bodyTooLarge(limit: maximumBodyBytes)
            return 0
        }
        unsafe body.append(contentsOf: piece)
        return count
    }

    /// Asked about once a second, more often while bytes flow.
    var shouldStop: Bool {
        guard cancellation.isWished else { return false }
        refusal = .cancelled
        return true
    }

    /// The reception behind the pointer that libcurl hands back.
    static func at(_ context: UnsafeMutableRawPointer?) -> Reception {
        guard let context = unsafe context else {
            preconditionFailure("libcurl called back without the context it was given")
        }
        return unsafe Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
    }

    static func slice(
        _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int
    ) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : size * count)
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace = { (byte: UInt8) in
            byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
        }
        var bytes = text.utf8
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return String(Substring(bytes))
    }
}
