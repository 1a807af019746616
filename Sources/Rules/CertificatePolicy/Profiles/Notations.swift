public import Cryptography

extension KeyAlgorithm {
    /// As it stands in refusals and findings, such as `RSA-1024`.
    public var notation: String {
        switch self {
        case .rsa(let bits): "RSA-\(bits)"
        case .sm2: "SM2"
        case .p256: "P-256"
        case .p384: "P-384"
        case .ed25519: "Ed25519"
        }
    }
}

extension KeyWeakness {
    /// As it stands in refusals and findings; terms of the trade, the same in every language.
    public var notation: String {
        switch self {
        case .modulusTooShort(let bits): "modulus \(bits) bit"
        case .modulusEven: "modulus mod 2 = 0"
        case .modulusHasSmallFactor(let factor): "modulus mod \(factor) = 0"
        case .modulusOfBrokenGenerator: "ROCA, CVE-2017-15361"
        case .exponentEven: "e mod 2 = 0"
        case .exponentTooSmall: "e < 65537"
        case .exponentTooLarge: "e > 2^256"
        }
    }
}
