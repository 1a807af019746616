import Synchronization

@testable import Cryptography

/// Keys made once a run, since RSA takes its time.
enum TestKeys {
    private static let made = Mutex<[KeyAlgorithm: [SoftwareKey]]>([:])

    static func key(_ algorithm: KeyAlgorithm) throws -> SoftwareKey {
        try pair(algorithm)[0]
    }

    static func other(_ algorithm: KeyAlgorithm) throws -> SoftwareKey {
        try pair(algorithm)[1]
    }

    private static func pair(_ algorithm: KeyAlgorithm) throws -> [SoftwareKey] {
        try made.withLock { made in
            if let pair = made[algorithm] { return pair }
            let pair = try (0..<2).map { _ in try SoftwareKey.generate(algorithm) }
            made[algorithm] = pair
            return pair
        }
    }

    /// A PKCS#8 form in which the public half belongs to another key.
    static func mixedPKCS8(_ algorithm: KeyAlgorithm) throws -> [UInt8] {
        let (one, other) = (try key(algorithm), try other(algorithm))
        var encoded = try one.pkcs8().withBytes { $0 }
        let publicBytes = { (key: SoftwareKey) in
            key.publicKey.rsaModulus ?? key.publicKey.subjectPublicKeyInfo.key
        }
        guard let place = encoded.firstRange(of: publicBytes(one)) else { return [] }
        encoded.replaceSubrange(place, with: publicBytes(other))
        return encoded
    }
}

func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
}
