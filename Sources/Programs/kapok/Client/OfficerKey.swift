import CanonicalJSON
import Cryptography
import Ledger
import Messages
import PKIX

/// An officer's private key: P-256, PKCS#8 in PEM, in a file that only its owner can read.
struct OfficerKey: Sendable {
    static let privateLabel = "PRIVATE KEY"
    private static let maximumFileBytes = 16 << 10

    let key: SoftwareKey
    /// What the ledger knows it by.
    let id: String

    init(_ key: SoftwareKey) {
        self.key = key
        id = Officer.keyID(of: key.publicKey.subjectPublicKeyInfo.derEncoded)
    }

    /// - Throws: `officerKey.exposed` where group or others may read the file,
    ///   `officerKey.unusable` for anything but one P-256 key.
    init(file path: String) throws(Refusal) {
        try Self.refuseExposed(path)
        let text = try LocalFile.read(path, limit: Self.maximumFileBytes)
        guard let blocks = try? PEM.decode(text), blocks.count == 1,
            blocks[0].label.utf8.elementsEqual(Self.privateLabel.utf8),
            let key = try? SoftwareKey(pkcs8: blocks[0].bytes), key.publicKey.algorithm == .p256
        else { throw Refusal(.commandOfficerKeyUnusable, field: path, ["path": path]) }
        self.init(key)
    }

    /// - Throws: `officerKey.exposed` where group or others may read the file.
    static func refuseExposed(_ path: String) throws(Refusal) {
        if let attributes = LocalFile.attributes(path), attributes.permissions & 0o077 != 0 {
            throw Refusal(
                .commandOfficerKeyExposed, field: path,
                ["path": path, "mode": String(attributes.permissions, radix: 8)])
        }
    }

    /// Makes a key and writes both halves; neither file may be there before.
    static func make(privateFile: String, publicFile: String) throws -> OfficerKey {
        if LocalFile.exists(publicFile) {
            throw Refusal(.commandFileExists, field: publicFile, ["path": publicFile])
        }
        let made = OfficerKey(try SoftwareKey.generate(.p256))
        let text = try made.key.pkcs8().withBytes { PEM.encode($0, label: privateLabel) }
        try LocalFile.write(Array(text.utf8), to: privateFile, mode: 0o600, replacing: false)
        try LocalFile.write(Array(made.publicPEM.utf8), to: publicFile)
        return made
    }

    var publicPEM: String {
        PEM.encode(
            key.publicKey.subjectPublicKeyInfo.derEncoded, label: PEM.publicKeyLabel)
    }

    /// A public key file, PEM or DER. - Throws: `publicKey.unusable`.
    static func publicKey(file path: String) throws(Refusal) -> [UInt8] {
        let content = try LocalFile.read(path, limit: maximumFileBytes)
        guard
            let der = try? PEM.contents(of: content, labels: [PEM.publicKeyLabel]),
            let info = try? SubjectPublicKeyInfo(derEncoded: der)
        else { throw Refusal(.commandPublicKeyUnusable, field: path, ["path": path]) }
        return info.derEncoded
    }
}

extension OfficerKey {
    /// Whether a server's name of a key is of this key: its id, or the SHA-256 of its DER in hex.
    func isKnown(as name: String) -> Bool {
        let der = key.publicKey.subjectPublicKeyInfo.derEncoded
        let names = [id, Hex.encode(DigestAlgorithm.sha256.hash(der))]
        return names.contains { $0.utf8.elementsEqual(name.utf8) }
    }
}
