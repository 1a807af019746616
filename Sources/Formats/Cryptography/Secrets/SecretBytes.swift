import COpenSSL

/// Bytes that must not outlive their use: wiped when the last reference goes, never printed.
public final class SecretBytes: Sendable {
    // Written in `deinit` alone, where nobody else can hold a reference.
    private nonisolated(unsafe) var bytes: [UInt8]

    public let count: Int

    /// Takes the bytes over without copying. A caller that keeps its own variable alive keeps a
    /// copy that is not wiped: hand in the bytes as they are made.
    public init(_ bytes: consuming [UInt8]) {
        count = bytes.count
        unsafe self.bytes = bytes
    }

    deinit {
        unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
    }

    /// Fresh secret bytes.
    public static func random(
        _ count: Int, from randomness: some Randomness = SystemRandomness()
    ) -> SecretBytes {
        SecretBytes(randomness.bytes(count))
    }

    /// Secret bytes that are computed where they stay: octets of zero, which the closure writes over.
    ///
    /// For what is put together octet by octet: an array that grows moves, and leaves its old octets
    /// behind. Where the closure throws, what it wrote is wiped.
    public static func filled<E: Error>(
        _ count: Int, by fill: (inout MutableSpan<UInt8>) throws(E) -> Void
    ) throws(E) -> SecretBytes {
        let secret = SecretBytes([UInt8](repeating: 0, count: count))
        // Nobody else has the reference yet.
        try unsafe lend(&secret.bytes, to: fill)
        return secret
    }

    private static func lend<E: Error>(
        _ bytes: inout [UInt8], to fill: (inout MutableSpan<UInt8>) throws(E) -> Void
    ) throws(E) {
        var span = bytes.mutableSpan
        try fill(&span)
    }

    /// Lends the bytes. What the closure lets escape is not wiped.
    public func withBytes<R, E: Error>(_ body: ([UInt8]) throws(E) -> R) throws(E) -> R {
        try unsafe body(bytes)
    }

    /// Whether both hold the same bytes, in a time that depends on their length alone.
    public func equals(_ other: SecretBytes) -> Bool {
        unsafe constantTimeEquals(bytes, other.bytes)
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<redacted>" }
    public var debugDescription: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Compares in a time that depends on the lengths alone; for codes and tags, not for names.
public func constantTimeEquals(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return unsafe CRYPTO_memcmp(one, other, one.count) == 0
}
