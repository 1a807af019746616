import COpenSSL

/// Where random bytes come from; an argument everywhere, so that tests can fix it.
public protocol Randomness: Sendable {
    /// So many bytes that nobody can foresee.
    func bytes(_ count: Int) -> [UInt8]
}

/// The generator of libcrypto for secret values, seeded by the operating system.
public struct SystemRandomness: Randomness {
    public init() {}

    /// Stops the process if the generator fails: going on with weak bytes would be worse.
    public func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let status = unsafe RAND_priv_bytes(&bytes, Int32(count))
        precondition(status == 1, "the random number generator failed")
        return bytes
    }
}
