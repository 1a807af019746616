import CanonicalJSON
import Cryptography
import Ledger
import Messages
import PKCS11
import PKIX

/// An officer's private key, P-256: in a file that only its owner can read, under a passphrase or in
/// clear, or on a token that the file names.
struct OfficerKey: Sendable {
    static let privateLabel = "PRIVATE KEY"
    private static let encryptedLabel = "ENCRYPTED PRIVATE KEY"
    private static let maximumFileBytes = 16 << 10

    private let holder: Holder
    let publicKey: PublicKey
    /// What the ledger knows it by.
    let id: String

    private enum Holder: Sendable {
        case file(SoftwareKey)
        case token(TokenOfficerKey)
    }

    init(_ key: SoftwareKey) { self.init(.file(key), key.publicKey) }

    init(_ key: TokenOfficerKey) { self.init(.token(key), key.reference.publicKey) }

    private init(_ holder: Holder, _ publicKey: PublicKey) {
        self.holder = holder
        self.publicKey = publicKey
        id = Officer.keyID(of: publicKey.subjectPublicKeyInfo.derEncoded)
    }

    /// A token is not asked for anything yet; a passphrase is.
    /// - Throws: `officerKey.exposed` where group or others may read the file,
    ///   `officerKey.unusable` for anything but one P-256 key, `passphrase.wrong`; what the secrets
    ///   throw.
    init(file path: String, secrets: KeySecrets = .none) throws(Refusal) {
        try Self.refuseExposed(path)
        let text = try LocalFile.read(path, limit: Self.maximumFileBytes)
        if let reference = TokenKeyReference(parsing: text) {
            self.init(
                TokenOfficerKey(reference, file: path, pins: secrets.pins(reference.pinFile)))
            return
        }
        let blocks = (try? PEM.decode(text)) ?? []
        guard blocks.count == 1, let key = try Self.read(blocks[0], path, secrets),
            key.publicKey.algorithm == .p256
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

    /// Nil for what is no private key.
    private static func read(
        _ block: PEM.Block, _ path: String, _ secrets: KeySecrets
    ) throws(Refusal) -> SoftwareKey? {
        if block.label.utf8.elementsEqual(privateLabel.utf8) {
            return try? SoftwareKey(pkcs8: block.bytes)
        }
        guard block.label.utf8.elementsEqual(encryptedLabel.utf8) else { return nil }
        let passphrase = try secrets.passphrase(path)
        do throws(CryptographyError) {
            return try SoftwareKey(encryptedPKCS8: block.bytes, passphrase: passphrase)
        } catch .authenticationFailed {
            throw Refusal(.passphraseWrong, field: path, ["path": path])
        } catch {
            return nil
        }
    }

    /// Signs a whole act, genesis, succession, or certificate for a connection of its own.
    ///
    /// A token is asked for its PIN before the first signature: for acts after the officer agreed to them.
    /// - Throws: what ``TokenOfficerKey`` throws.
    func sign(_ bytes: [UInt8]) async throws -> [UInt8] {
        switch holder {
        case .file(let key): try key.sign(bytes, with: .ecdsaWithSHA256)
        case .token(let key): try await key.sign(bytes)
        }
    }

    /// Makes a key and writes both halves; neither file may be there before.
    /// - Parameter passphrase: without one the private half lies in clear.
    static func make(
        privateFile: String, publicFile: String, passphrase: SecretBytes? = nil
    ) throws -> OfficerKey {
        try refuseExisting(publicFile)
        let key = try SoftwareKey.generate(.p256)
        let text =
            if let passphrase {
                PEM.encode(
                    try key.encryptedPKCS8(passphrase: passphrase), label: encryptedLabel)
            } else {
                try key.pkcs8().withBytes { PEM.encode($0, label: privateLabel) }
            }
        return try OfficerKey(key).written(Array(text.utf8), privateFile, publicFile)
    }

    /// The same with a key on a token: the file then names it, and no secret is in it.
    static func make(
        _ wish: TokenKeyWish, privateFile: String, publicFile: String, pins: @escaping PINSource
    ) async throws -> OfficerKey {
        try refuseExisting(publicFile)
        // Before anything is made on the token, which cannot be taken back by a new name of a file.
        try refuseExisting(privateFile)
        let reference = try await wish.fulfilled(pins: pins)
        let key = OfficerKey(TokenOfficerKey(reference, file: privateFile, pins: pins))
        return try key.written(reference.bytes, privateFile, publicFile)
    }

    private static func refuseExisting(_ path: String) throws(Refusal) {
        if LocalFile.exists(path) {
            throw Refusal(.commandFileExists, field: path, ["path": path])
        }
    }

    private func written(
        _ bytes: [UInt8], _ privateFile: String, _ publicFile: String
    ) throws -> OfficerKey {
        try LocalFile.write(bytes, to: privateFile, mode: 0o600, replacing: false)
        try LocalFile.write(Array(publicPEM.utf8), to: publicFile)
        return self
    }

    var publicPEM: String {
        PEM.encode(
            publicKey.subjectPublicKeyInfo.derEncoded, label: PEM.publicKeyLabel)
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
    /// Where the key is, if on a token.
    var tokenURI: TokenURI? {
        if case .token(let key) = holder { key.reference.uri } else { nil }
    }

    /// Whether a server's name of a key is of this key: its id, or the SHA-256 of its DER in hex.
    func isKnown(as name: String) -> Bool {
        let der = publicKey.subjectPublicKeyInfo.derEncoded
        let names = [id, Hex.encode(DigestAlgorithm.sha256.hash(der))]
        return names.contains { $0.utf8.elementsEqual(name.utf8) }
    }
}
