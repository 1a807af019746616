import CanonicalJSON
import Cryptography
import Foundation
import PKIX

/// The simulator's own root, and what both sides of its connections show: made once, in a folder.
///
/// `root.pem`, `server.pem`, `server.key`, `client.pem`, `client.key`. The root's key is thrown away: nothing
/// else is ever signed by it.
struct SimulatorFolder: Sendable {
    let root: Certificate
    let serverCertificate: [UInt8]
    let serverKey: [UInt8]
    private let messages: String

    /// Names it for whoever looks at a certificate.
    private static let organisation = "Kapok simulator, test only"

    /// Opens a folder, and fills it where it is empty.
    init(_ path: String) throws {
        let manager = FileManager.default
        if !manager.fileExists(atPath: "\(path)/client.key") {
            try manager.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Self.fill(path)
        }
        func read(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
        }
        messages = "\(path)/messages.jsonl"
        root = try Certificate(
            derEncoded: PEM.contents(of: read("root.pem"), labels: [PEM.certificateLabel]))
        serverCertificate = try read("server.pem")
        serverKey = try read("server.key")
    }

    /// Adds what a gateway sent, for whoever tests to read the telephone's screen.
    func keep(_ message: [UInt8]) {
        if !FileManager.default.fileExists(atPath: messages) {
            try? Self.write("", to: messages)
        }
        guard let file = FileHandle(forWritingAtPath: messages) else { return }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: message)
        try? file.close()
    }

    /// Whether the simulator's root signed it: the one client that is let in.
    func admits(_ certificate: [UInt8]) -> Bool {
        guard let shown = try? Certificate(derEncoded: certificate),
            let key = try? PublicKey(root.subjectPublicKeyInfo)
        else { return false }
        return shown.isSigned(by: key)
    }

    var rootHex: String { Hex.encode(DigestAlgorithm.sha256.hash(root.derEncoded)) }

    private static func fill(_ path: String) throws {
        let rootKey = try SoftwareKey.generate(.p256)
        let rootName = try name("root")
        let root = try certificate(
            of: rootKey, name: rootName, by: rootKey, rootName,
            [
                BasicConstraints.authority(pathLength: 0).asExtension(critical: true),
                KeyUsage([.keyCertSign]).asExtension(critical: true),
            ])
        try write(PEM.encode(root, label: PEM.certificateLabel), to: "\(path)/root.pem")
        let place = SubjectAlternativeName([
            .ipAddress([127, 0, 0, 1]), .dnsName("localhost"),
        ])
        for (role, extensions) in [
            ("server", [place.asExtension(critical: false)]), ("client", []),
        ] {
            let key = try SoftwareKey.generate(.p256)
            let own = try certificate(
                of: key, name: name(role), by: rootKey, rootName,
                extensions + [KeyUsage([.digitalSignature]).asExtension(critical: true)])
            try write(PEM.encode(own, label: PEM.certificateLabel), to: "\(path)/\(role).pem")
            // Last: the client's key says that the folder is whole.
            try key.pkcs8().withBytes {
                try write(PEM.encode($0, label: "PRIVATE KEY"), to: "\(path)/\(role).key")
            }
        }
    }

    private static func name(_ role: String) throws -> DistinguishedName {
        DistinguishedName(attributes: [
            try NameAttribute(.organizationName, organisation),
            try NameAttribute(.commonName, role),
        ])
    }

    private static func certificate(
        of key: SoftwareKey, name: DistinguishedName, by issuer: SoftwareKey,
        _ issuerName: DistinguishedName, _ extensions: [Extension]
    ) throws -> [UInt8] {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let contents = TBSCertificate(
            serialNumber: try SerialNumber(bytes: [1] + SystemRandomness().bytes(15)),
            signature: SignatureAlgorithm.ecdsaWithSHA256.identifier, issuer: issuerName,
            validity: try Validity(
                notBeforeMilliseconds: now - 86_400_000,
                notAfterMilliseconds: now + 3650 * 86_400_000),
            subject: name, subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo,
            extensions: try Extensions(
                extensions + [
                    SubjectKeyIdentifier(identifier(of: key)).asExtension(critical: false),
                    AuthorityKeyIdentifier(keyIdentifier: identifier(of: issuer))
                        .asExtension(critical: false),
                ]))
        return try Certificate(
            contents, signatureAlgorithm: SignatureAlgorithm.ecdsaWithSHA256.identifier,
            signature: issuer.sign(contents.derEncoded, with: .ecdsaWithSHA256)
        ).derEncoded
    }

    /// The method is free to choose (RFC 7093 §2).
    private static func identifier(of key: SoftwareKey) -> [UInt8] {
        let bytes = key.publicKey.subjectPublicKeyInfo.derEncoded
        return Array(DigestAlgorithm.sha256.hash(bytes).prefix(20))
    }

    private static func write(_ text: String, to path: String) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
    }
}
