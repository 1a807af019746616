/// Why something cryptographic could not be done.
public enum CryptographyError: Error, Hashable, Sendable {
    /// The bytes are not the strict DER of the structure that was asked for.
    case malformedEncoding
    /// The algorithm, curve or parameter form is none that this module knows.
    case unsupportedAlgorithm
    /// The numbers of a key make no key: a point off its curve, a modulus out of bounds.
    case invalidKey
    /// The signature algorithm does not belong to the kind of key.
    case algorithmDoesNotSuitKey
    /// A size, cost or length is outside the limits that its function names.
    case parameterOutOfRange
    /// Sealed bytes were changed, cut short, or sealed under another key or for another place.
    case authenticationFailed
    /// A call into libcrypto failed.
    case library(LibraryFailure)
}

/// What libcrypto said when a call failed.
public struct LibraryFailure: Hashable, Sendable {
    /// The function that failed, such as `EVP_DigestSign`.
    public let call: String
    /// The library's whole error queue, oldest first; never key material.
    public let reasons: [String]
}

extension LibraryFailure: CustomStringConvertible {
    public var description: String {
        reasons.isEmpty ? call : "\(call): \(reasons.joined(separator: "; "))"
    }
}
