import CPKCS11
package import Cryptography

/// A private key on a token that was looked at and found fit: made there, never to leave it, for
/// signatures alone.
package struct TokenKey: Hashable, Sendable {
    /// Names this token and this key as exactly as the token lets.
    package let uri: TokenURI
    package let publicKey: PublicKey
    /// Whether the token wants the PIN before each signature (`CKA_ALWAYS_AUTHENTICATE`).
    let needsPINEachTime: Bool
}

/// One thing that a token says of a private key and that must not be so, in the words of PKCS#11.
package struct TokenKeyFault: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    private init(_ description: String) { self.description = description }

    /// What a token does not tell counts as a fault.
    static func unset(_ name: String) -> Self { Self("\(name)=false") }

    static func set(_ name: String) -> Self { Self("\(name)=true") }

    static func modulus(bits: Int) -> Self { Self("CKA_MODULUS_BITS=\(bits)") }
}

/// What a token says of a private key.
struct TokenKeyFacts {
    let kind: UInt?
    /// By attribute; those that the token does not tell are missing.
    let flags: [UInt: Bool]

    static let asked: [UInt] =
        (required + usages(of: nil)).map(\.0) + [
            UInt(CKA_EXTRACTABLE), UInt(CKA_ALWAYS_AUTHENTICATE),
        ]

    /// Whoever made the key elsewhere, or could read it once, may have it still.
    private static let required: [(UInt, String)] = [
        (UInt(CKA_TOKEN), "CKA_TOKEN"), (UInt(CKA_SENSITIVE), "CKA_SENSITIVE"),
        (UInt(CKA_ALWAYS_SENSITIVE), "CKA_ALWAYS_SENSITIVE"),
        (UInt(CKA_NEVER_EXTRACTABLE), "CKA_NEVER_EXTRACTABLE"), (UInt(CKA_LOCAL), "CKA_LOCAL"),
        (UInt(CKA_SIGN), "CKA_SIGN"),
    ]

    /// The uses besides signing that a kind of key has. Tokens set what a key cannot do, too: there
    /// is no decryption with a point of a curve.
    private static func usages(of kind: UInt?) -> [(UInt, String)] {
        let ofNumbers = [(UInt(CKA_DECRYPT), "CKA_DECRYPT"), (UInt(CKA_UNWRAP), "CKA_UNWRAP")]
        let ofPoints = [(UInt(CKA_DERIVE), "CKA_DERIVE")]
        return switch kind {
        case UInt(CKK_RSA): ofNumbers
        case UInt(CKK_EC), UInt(CKK_EC_EDWARDS): ofPoints
        default: ofNumbers + ofPoints
        }
    }

    func faults(of publicKey: PublicKey) -> [TokenKeyFault] {
        var faults = Self.required.filter { flags[$0.0] != true }.map { TokenKeyFault.unset($0.1) }
        if flags[UInt(CKA_EXTRACTABLE)] != false { faults.append(.set("CKA_EXTRACTABLE")) }
        faults += Self.usages(of: kind).filter { flags[$0.0] == true }
            .map { TokenKeyFault.set($0.1) }
        if case .rsa(let bits) = publicKey.algorithm, bits < Purpose.minimumRSABits {
            faults.append(.modulus(bits: bits))
        }
        return faults
    }
}
