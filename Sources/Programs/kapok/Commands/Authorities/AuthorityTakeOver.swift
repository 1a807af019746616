import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Messages
import PKIX

/// Takes over an authority that worked in another system, with its key or without.
struct AuthorityTakeOver: KapokCommand {
    static let help = CommandHelp.authorityImport

    @Argument(help: .says(CommandLineOption.newAuthority, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.importCertificate, "file"), completion: .file())
    var certificate: String

    @Option(help: .says(CommandLineOption.importPrivateKey, "file"), completion: .file())
    var privateKey: String?

    @Flag(help: .says(CommandLineOption.importAdopted))
    var adopted = false

    @Option(help: .says(CommandLineOption.kind))
    var kind: AuthorityCreate.Kind

    @Option(help: .says(CommandLineOption.jurisdiction))
    var jurisdiction: AuthorityCreate.Place

    @Option(help: .says(CommandLineOption.issuer, "root"))
    var issuer: String?

    @Option(name: .customLong("base-url"), help: .says(CommandLineOption.baseURL, "url"))
    var baseURL: String

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    /// A file may hold the certificate as text before it.
    private static let maximumFileBytes = 1 << 16

    func perform(in session: Session) async throws -> ExitStatus {
        guard BaseURL(baseURL) != nil else {
            throw Refusal(.baseURLInvalid, field: "--base-url", ["value": baseURL])
        }
        guard !adopted || privateKey == nil else {
            throw Refusal(.importKeyTwice, field: "--adopted")
        }
        // Nothing is sealed for a server whose history was replaced.
        try await session.withServer { server in
            let content = try LocalFile.read(certificate, limit: Self.maximumFileBytes)
            guard let der = try? PEM.contents(of: content, labels: [PEM.certificateLabel]),
                let own = try? Certificate(derEncoded: der)
            else { throw Refusal(.importAuthorityUnreadable, field: "--certificate") }
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let privateKey = try privateKey.map { try Self.key($0, of: own) }
            let adoptedKey = adopted ? try PublicKey(own.subjectPublicKeyInfo) : nil
            let payload = payload(own, privateKey?.publicKey ?? adoptedKey)
            try desk.tell(
                PlainWords.hashed(payload, session.console.reader) + "\n"
                    + CertificateView(own.tbsCertificate, session.console.reader).rendered(),
                operation: "authority.import")
            // Not before the officer agreed; asked again, the same key is sealed once.
            if let privateKey { try await session.node.sealKey(session.dataFolder, privateKey) }
            try await desk.carryOut(
                IntendedAct(
                    operation: "authority.import", payload: payload, caseID: nil,
                    corrects: correction.proposal),
                in: session)
        }
        return .done
    }

    /// - Parameter key: of which the private one is here; nil where it stays elsewhere.
    private func payload(_ own: Certificate, _ key: PublicKey?) -> JSONValue {
        var payload: [String: JSONValue] = [
            "authority": .string(name), "kind": .string(kind.rawValue),
            "jurisdiction": .string(jurisdiction.rawValue), "baseURL": .string(baseURL),
            "ownCertificate": .string(Base64.encode(own.derEncoded)),
        ]
        if let issuer { payload["issuer"] = .string(issuer) }
        if let key { payload["key"] = .string(KeyReference(adopted: key).id) }
        return .object(payload)
    }

    /// - Throws: `import.privateKeyUnusable` for a file that others may read, or another key.
    private static func key(
        _ path: String, of certificate: Certificate
    ) throws -> SoftwareKey {
        let key = try key(path)
        guard let own = try? PublicKey(certificate.subjectPublicKeyInfo),
            own.pairIdentifier == key.publicKey.pairIdentifier
        else {
            throw Refusal(.importPrivateKeyUnusable, field: "--private-key", ["path": path])
        }
        return key
    }

    /// - Throws: `import.privateKeyUnusable` for a file that others may read, or that holds no key.
    static func key(_ path: String) throws -> SoftwareKey {
        let text = try LocalFile.read(path, limit: maximumFileBytes)
        guard let attributes = LocalFile.attributes(path), attributes.permissions & 0o077 == 0,
            let der = try? PEM.contents(of: text, labels: [OfficerKey.privateLabel]),
            let key = try? SoftwareKey(pkcs8: der)
        else {
            throw Refusal(.importPrivateKeyUnusable, field: "--private-key", ["path": path])
        }
        return key
    }
}
