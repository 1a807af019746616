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
