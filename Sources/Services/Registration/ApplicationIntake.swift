package import CanonicalJSON
import CertificatePolicy
package import Cryptography
package import Governance
import Issuance
package import Ledger
import Messages
package import PKIX
import Records

/// The first step: what an applicant hands in is read, checked and kept, or refused whole.
///
/// Payload: `authority`, `category` (personal | organisation), `request` (base64 of PEM or DER
/// PKCS#10), `subject` (see `SubjectStatement`), `identity` (see `StatedIdentity`), without which nobody can
/// be vetted, and `declarations` (see `Declarations`); optional: `site`, the code of the one at which it is to
/// be handled. The request gives only the key: its subject and extensions are ignored, and listed in the
/// answer (CP 3.2b).
package struct ApplicationIntake: Sendable {
    package let authority: String
    package let category: Application.Category
    private let site: String?
    package let statement: SubjectStatement
    package let request: CertificationRequest
    package let publicKey: PublicKey
    package let keyHashHex: String
    private let declarations: Declarations
    private let renewal: Renewal?

    /// A certification request is a few kilobytes; a hundred is more than any key needs.
    package static let maximumRequestBytes = 100_000

    /// Reads and judges everything that needs no ledger.
    package init(_ payload: Payload, requestBytes: [UInt8]) throws {
        try payload.refuseUnknown(
            besides: [
                "authority", "category", "site", "request", "subject",
                SubjectStatement.identityMember, Declarations.valueName, "renews",
                "renewalSignature",
            ])
        authority = try payload.string("authority", maximumBytes: 64)
        category = try payload.choice("category")
        site = try payload.optionalString("site", maximumBytes: Site.maximumCodeBytes)
        statement = try SubjectStatement(payload, category: category)
        request = try Self.read(requestBytes)
        publicKey = try Self.key(request.subjectPublicKeyInfo)
        keyHashHex = KeyHash.hex(of: publicKey)
        try Self.judgeKeyAndSignature(request, publicKey)
        declarations = try Declarations(payload)
        renewal = try Renewal(payload)
    }

    /// The octets of the request, as they were sent.
    package static func requestBytes(_ payload: Payload) throws -> [UInt8] {
        let text = try payload.string("request", maximumBytes: maximumRequestBytes * 4 / 3 + 4)
        guard let bytes = Base64.decode(text), bytes.count <= maximumRequestBytes else {
            throw Refusal(.payloadInvalid, field: "request", ["name": "request"])
        }
        return bytes
    }

    private static let accepted = "RSA ≥ 2048 + SHA-256/384/512, SM2 + SM3, P-256 + SHA-256"

    private static func read(_ bytes: [UInt8]) throws -> CertificationRequest {
        do {
            let blocks = try PEM.decode(bytes)
            guard blocks.count <= 1 else { throw Refusal(.requestSeveral, field: "request") }
            return try CertificationRequest(
                derEncoded: PEM.contents(of: bytes, labels: PEM.requestLabels))
        } catch let error as PKIXError {
            throw Refusal(.requestUnreadable, field: "request", ["reason": "\(error)"])
        }
    }

    /// What is not the right form of a key that could be accepted, is told apart from what is another
    /// algorithm: the remedies differ.
    private static func key(_ info: SubjectPublicKeyInfo) throws -> PublicKey {
        do {
            return try PublicKey(info)
        } catch CryptographyError.malformedEncoding {
            throw Refusal(.requestKeyForm, field: "request")
        } catch CryptographyError.invalidKey {
            throw Refusal(.requestKeyInvalid, field: "request")
        } catch CryptographyError.unsupportedAlgorithm {
            if info.algorithm.isUnusualFormOfKnownAlgorithm {
                throw Refusal(.requestKeyForm, field: "request")
            }
            throw Refusal(
                .requestAlgorithmRefused, field: "request",
                ["algorithm": info.algorithm.notation, "accepted": accepted])
        }
    }

    private static func judgeKeyAndSignature(
        _ request: CertificationRequest, _ publicKey: PublicKey
    ) throws {
        // The bound on a modulus also bounds the search for its factors.
        guard let algorithm = SignatureAlgorithm(identifier: request.signatureAlgorithm),
            let family = AlgorithmFamily(publicKey.algorithm), AlgorithmFamily(algorithm) == family,
            algorithm.suits(publicKey.algorithm)
        else {
            throw Refusal(
                .requestAlgorithmRefused, field: "request",
                [
                    "algorithm":
                        "\(publicKey.algorithm.notation), \(request.signatureAlgorithm.notation)",
                    "accepted": accepted,
                ])
        }
        if let weakness = try publicKey.weaknesses().first {
            throw Refusal(.requestKeyWeak, field: "request", ["reason": weakness.notation])
        }
        guard request.isProofOfPossessionValid else {
            throw Refusal(.requestSignatureInvalid, field: "request")
        }
    }

    /// The change: the application stands and claims its key, in one transaction.
    package func record(
        _ transaction: inout Transaction, id: String, to journal: LedgerIdentity
    ) throws -> JSONValue {
        let authority = try transaction.authority(authority)
        guard authority.kind == .issuing else {
            throw Refusal(
                .authorityKindWrong, field: "authority",
                ["name": authority.name, "kind": "issuing"])
        }
        let practice = try transaction.practice()
        try practice.judgeOffer(category.kind)
        if let site { try transaction.judgeSite(site) }
        guard AlgorithmFamily(publicKey.algorithm) == authority.family else {
            throw Refusal(
                .requestAlgorithmRefused, field: "request",
                [
                    "algorithm": publicKey.algorithm.notation,
                    "accepted": authority.family.keyNotation,
                ])
        }
        if let known = try transaction.get(KnownKey.self, .text(keyHashHex)) {
            throw Refusal(
                known.state == .blocked ? .keyBlocked : .keyAlreadyCertified, field: "request")
        }
        let renewed = try renewal?.judge(
            transaction, to: authority, category: category, subject: statement,
            request: request.derEncoded, in: journal)
        if let signature = renewed?.signature {
            try transaction.vault.put(signature, name: Renewal.valueName, dossier: id)
        }
        let subscriberReference = try SubscriberReference.unused(transaction)
        let caseNumber = try CaseNumber.unused(transaction)
        let commitment = try transaction.vault.put(
            statement.json.canonicalBytes, name: "statement", dossier: id)
        _ = try transaction.vault.put(request.derEncoded, name: "request", dossier: id)
        let declared = declarations.json.canonicalBytes
        try transaction.vault.put(declared, name: Declarations.valueName, dossier: id)
        transaction.note("declarations", .string(Declarations.hashHex(ofKept: declared)))
        try transaction.put(
            KnownKey(
                keyHashHex: keyHashHex, state: .claimed, application: id,
                sinceMilliseconds: transaction.atMilliseconds))
        try transaction.put(
            Application(
                id: id, authority: authority.name, category: category, keyHashHex: keyHashHex,
                statementCommitmentHex: Hex.encode(commitment),
                subscriberReference: subscriberReference, caseNumber: caseNumber,
                site: site, fee: practice.fee(for: category.kind),
                renews: renewed?.certificate, continuedReference: renewed?.reference,
                atMilliseconds: transaction.atMilliseconds))
        return [
            "application": .string(id), "caseNumber": .string(caseNumber.grouped),
            "state": "received",
            "subscriberReference": .string(subscriberReference),
            "ignoredFromRequest": .array(ignored.map { .string($0) }),
        ]
    }

    /// What the request asked for beside its key, by kind only: no names leave here.
    private var ignored: [String] {
        (request.subject.isEmpty ? [] : ["subject"])
            + ((try? request.requestedExtensions) ?? .none).map { "extension \($0.oid)" }
    }
}
