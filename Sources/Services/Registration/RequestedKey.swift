import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX

/// The key of an application with the proof that whoever asks holds it; nothing else of a request is taken.
struct RequestedKey: Sendable {
    let request: CertificationRequest
    let publicKey: PublicKey
    let keyHashHex: String

    /// A certification request is a few kilobytes; a hundred is more than any key needs.
    private static let maximumBytes = 100_000

    static func bytes(_ payload: Payload) throws -> [UInt8] {
        let text = try payload.string("request", maximumBytes: maximumBytes * 4 / 3 + 4)
        guard let bytes = Base64.decode(text), bytes.count <= maximumBytes else {
            throw Refusal(.payloadInvalid, field: "request", ["name": "request"])
        }
        return bytes
    }

    /// Reads and judges everything that needs no ledger.
    init(bytes: [UInt8]) throws {
        try self.init(Self.read(bytes))
    }

    init(_ request: CertificationRequest) throws {
        self.request = request
        publicKey = try Self.key(request.subjectPublicKeyInfo)
        keyHashHex = KeyHash.hex(of: publicKey)
        try Self.judgeKeyAndSignature(request, publicKey)
    }

    /// Refuses a key of another category than the authority's, and one that was here before.
    func judge(for authority: Authority, _ transaction: Transaction) throws {
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
    }

    /// The key is this application's from now on.
    func claim(for application: String, _ transaction: inout Transaction) throws {
        _ = try transaction.vault.put(
            request.derEncoded, name: "request", dossier: application)
        try transaction.put(
            KnownKey(
                keyHashHex: keyHashHex, state: .claimed, application: application,
                sinceMilliseconds: transaction.atMilliseconds))
    }

    /// What the request asked for beside its key, by kind only: no names leave here.
    var ignored: [String] {
        (request.subject.isEmpty ? [] : ["subject"])
            + ((try? request.requestedExtensions) ?? .none).map { "extension \($0.oid)" }
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
}
