import CanonicalJSON
import Cryptography
import Messages
import PKCS11

/// What an officer's key file holds where the key is on a token: where it is, and its public half.
///
/// ```
/// {"form":"kapok-token-key/1","module":"/…/module.so","publicKey":"…","uri":"pkcs11:…"}
/// ```
/// `publicKey` is the base64 of a SubjectPublicKeyInfo. Nothing in it is secret, but the module runs as
/// whoever uses the file: so it has to be theirs alone, like a private key.
struct TokenKeyReference: Sendable {
    private static let form = "kapok-token-key/1"

    let uri: TokenURI
    let module: String
    let publicKey: PublicKey
    /// From the URI that was given when the file was made.
    let pinFile: String?

    init(uri: TokenURI, module: String, publicKey: PublicKey, pinFile: String?) {
        (self.uri, self.module, self.publicKey) = (uri, module, publicKey)
        self.pinFile = pinFile
    }

    /// Nil for anything else, and for a key that is not P-256.
    init?(parsing text: [UInt8]) {
        guard let json = try? JSONValue(parsing: text), json["form"]?.string == Self.form,
            let module = json["module"]?.string, let uri = json["uri"]?.string,
            let key = json["publicKey"]?.string.flatMap(Base64.decode),
            let info = try? SubjectPublicKeyInfo(derEncoded: key),
            let publicKey = try? PublicKey(info), publicKey.algorithm == .p256,
            let named = try? TokenURI(uri)
        else { return nil }
        self.init(
            uri: named, module: module, publicKey: publicKey, pinFile: json["pinFile"]?.string)
    }

    var bytes: [UInt8] {
        var json: [String: JSONValue] = [
            "form": .string(Self.form), "module": .string(module),
            "publicKey": .string(Base64.encode(publicKey.subjectPublicKeyInfo.derEncoded)),
            "uri": .string(uri.description),
        ]
        json["pinFile"] = pinFile.map { .string($0) }
        return JSONValue.object(json).canonicalBytes + [UInt8(ascii: "\n")]
    }
}

/// A key that is to be made on a token, or is there.
struct TokenKeyWish: Sendable {
    let uri: TokenURI
    let module: String
    let isExisting: Bool

    /// Also shows that the private half signs for the public one that is written down.
    func fulfilled(
        pins: @escaping PINSource, randomness: any Randomness = SystemRandomness()
    ) async throws -> TokenKeyReference {
        let session = try TokenSession(TokenModule(path: module), token: uri)
        try await session.login(pins)
        let key =
            isExisting
            ? try await session.key(uri) : try await session.makeKey(.p256, as: uri)
        guard key.publicKey.algorithm == .p256 else {
            throw TokenError.keyKindUnfit(uri: uri.description)
        }
        // No act: those are JSON.
        _ = try await session.sign(
            Array("kapok operator key: ".utf8) + randomness.bytes(32), with: .ecdsaWithSHA256,
            key: key)
        return TokenKeyReference(
            uri: key.uri, module: module, publicKey: key.publicKey, pinFile: uri.pinFile)
    }
}

/// An officer's key on a token. The token is opened by the first signature, and for one command once:
/// a list of acts takes one PIN.
actor TokenOfficerKey {
    nonisolated let reference: TokenKeyReference
    private let file: String
    private let pins: PINSource
    private var opened: (session: TokenSession, key: TokenKey)?

    init(_ reference: TokenKeyReference, file: String, pins: @escaping PINSource) {
        self.reference = reference
        self.file = file
        self.pins = pins
    }

    /// - Throws: `TokenError`; `token.keyOfAnother` where the token's key is not the file's.
    func sign(_ bytes: [UInt8]) async throws -> [UInt8] {
        let (session, key) = try await open()
        return try await session.sign(bytes, with: .ecdsaWithSHA256, key: key)
    }

    private func open() async throws -> (session: TokenSession, key: TokenKey) {
        if let opened { return opened }
        let session = try TokenSession(
            TokenModule(path: reference.module), token: reference.uri)
        try await session.login(pins)
        let key = try await session.key(reference.uri)
        guard key.publicKey == reference.publicKey else {
            throw Refusal(
                .tokenKeyOfAnother, field: file,
                ["uri": reference.uri.description, "path": file])
        }
        opened = (session, key)
        return (session, key)
    }
}
