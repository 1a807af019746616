import CanonicalJSON
public import Cryptography

/// Finds private keys where none belong: pasted instead of a request, or appended to one.
///
/// Whoever sends one has lost it: the input is refused and wiped, and the key is blocked. CP 6.7b.
public enum PrivateKeyDetection {
    /// Whether the input holds a private key: PEM of any such label, or PKCS#8, PKCS#1, SEC 1 or
    /// PKCS#12 as DER, as Base64 alone, or inside PEM under a false label.
    ///
    /// Input above 4 MiB is only searched for labels.
    public static func looksLikePrivateKey(_ bytes: [UInt8]) -> Bool {
        holdsLabel(bytes) || !containers(in: bytes).isEmpty
    }

    /// The public half of the first private key that can be read, to be blocked for ever.
    ///
    /// Nil for encrypted keys, and for numbers that are no key pair: else anyone could have the
    /// public key of another blocked by sending it with a made-up private one. Of many keys the
    /// first ``maximumAttempts`` are tried, since each costs some milliseconds.
    public static func publicKey(inside bytes: [UInt8]) -> SubjectPublicKeyInfo? {
        for container in containers(in: bytes).prefix(maximumAttempts) {
            if case .plain(let pkcs8) = container, let key = try? SoftwareKey(pkcs8: pkcs8) {
                return key.publicKey.subjectPublicKeyInfo
            }
        }
        return nil
    }

    /// People lose one key at a time.
    public static let maximumAttempts = 8

    private static func containers(in bytes: [UInt8]) -> [PrivateKeyContainer] {
        guard bytes.count <= DERLimits.text else { return [] }
        if let container = PrivateKeyContainer(bytes) { return [container] }
        let blocks = base64Runs(bytes).compactMap { Base64.decode($0) }
        return blocks.compactMap { PrivateKeyContainer($0) }
    }

    /// Runs of Base64 lines, whatever stands around them: broken PEM is searched too.
    private static func base64Runs(_ bytes: [UInt8]) -> [String] {
        var runs: [String] = []
        var run: [UInt8] = []
        for line in bytes.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            let text = line.filter { $0 != 0x20 && $0 != 0x09 }
            if text.allSatisfy(isBase64) {
                run += text
            } else {
                if !run.isEmpty { runs.append(String(decoding: run, as: UTF8.self)) }
                run = []
            }
        }
        if !run.isEmpty { runs.append(String(decoding: run, as: UTF8.self)) }
        return runs
    }

    private static func isBase64(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
        default: false
        }
    }

    /// `PRIVATE KEY-----` ends the label of every such block, also of OpenSSH's.
    private static func holdsLabel(_ bytes: [UInt8]) -> Bool {
        let label = Array("PRIVATE KEY-----".utf8)
        guard bytes.count >= label.count else { return false }
        // The first octet is looked for alone, so that long input costs one pass.
        var rest = bytes[...]
        while let start = rest.firstIndex(of: label[0]) {
            rest = rest[start...]
            if rest.starts(with: label) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
