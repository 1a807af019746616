import CertificatePolicy
import Cryptography
import PKIX

/// Why something may be signed that an entry of the followed journal announces, and what follows from it for what is
/// to be signed.
///
/// Nobody signs for what the system does by itself: a warrant that always stands, and therefore narrow.
enum SigningGround: Sendable {
    /// Officers decided on exactly these octets, the certificate of a subscriber.
    case contents
    /// People decided on this authority; its key was made afterwards, and has this name.
    case authority(FollowedAuthorities.Approved, Environment, key: KeyReference)
    /// The certificate of a responder whose key has this name stands for ever (CP 4.2).
    case responder(key: KeyReference)
    /// So does a revocation list (CP 4.11b).
    case list
}

/// What is asked for with one key, held against the ground for it.
struct GroundedBytes {
    let toBeSigned: [UInt8]
    let algorithm: SignatureAlgorithm
    /// DER SubjectPublicKeyInfo of the key that is to sign.
    let publicKey: [UInt8]
    /// Whose key it is; nil where the journal knows no certificate of it yet.
    let issuer: FollowedAuthorities.Known?

    /// Longer than any practice lets a responder's certificate be valid, and a list stay the last one.
    private static let maximumResponderMilliseconds: Int64 = 91 * 86_400_000
    private static let maximumListMilliseconds: Int64 = 367 * 86_400_000

    /// - Parameter publicKey: of a key of this signer, by its name.
    /// - Returns: the checkpoints of the journal that are signed along.
    /// - Throws: `KeyCustodyError.warrantRefused`; what `publicKey` throws.
    func judge(
        _ ground: SigningGround, publicKey: (KeyReference) async throws -> PublicKey
    ) async throws -> [JournalPosition] {
        switch ground {
        case .contents: try judgeContents()
        case .authority(let approved, let environment, let key):
            try judge(
                approved, environment,
                try await publicKey(key).subjectPublicKeyInfo.derEncoded)
        case .responder(let key):
            guard key.use == .responder else { throw refusal("not a responder's key") }
            try judgeResponder(try await publicKey(key).subjectPublicKeyInfo.derEncoded)
        case .list: return try judgeList()
        }
        return []
    }

    private func refusal(_ reason: String) -> KeyCustodyError { .warrantRefused(reason) }

    // MARK: Certificates

    private func certificate() throws -> TBSCertificate {
        guard let contents = try? TBSCertificate(derEncoded: toBeSigned),
            contents.signature == algorithm.identifier
        else { throw refusal("not what a certificate says") }
        return contents
    }

    /// Under the name and key of who signs (RFC 5280 §4.1.2.4, §4.2.1.1).
    private func judgeIssuer(
        _ issuer: FollowedAuthorities.Known, of contents: TBSCertificate
    ) throws {
        let named = try? contents.extensions.value(of: AuthorityKeyIdentifier.self)
        guard contents.issuer.derEncoded == issuer.subject,
            named?.keyIdentifier == issuer.keyIdentifier
        else { throw refusal("the key is not that of the issuer that is named") }
    }

    private func knownIssuer() throws -> FollowedAuthorities.Known {
        guard let issuer else { throw refusal("the journal knows no authority with this key") }
        return issuer
    }

    /// What only authorities and responders may do, a subscriber's key never does.
    private func judgeContents() throws {
        let contents = try certificate()
        try judgeIssuer(try knownIssuer(), of: contents)
        guard try !isAuthority(contents), try !purposes(contents).contains(.answers) else {
            throw refusal("not the certificate of a subscriber")
        }
    }

    private func judge(
        _ approved: FollowedAuthorities.Approved, _ environment: Environment, _ own: [UInt8]
    ) throws {
        let contents = try certificate()
        guard try isAuthority(contents) else { throw refusal("not an authority's certificate") }
        guard contents.subject[.commonName] == [environment.named(approved.commonName)] else {
            throw refusal("not the name that was decided on")
        }
        guard contents.subjectPublicKeyInfo.derEncoded == own else {
            throw refusal("the certified key is not one of this signer")
        }
        if let name = approved.issuer {
            let issuer = try knownIssuer()
            guard issuer.name == name else { throw refusal("not the issuer that was decided on") }
            try judgeIssuer(issuer, of: contents)
        } else {
            guard issuer == nil, own == publicKey,
                contents.issuer.derEncoded == contents.subject.derEncoded
            else { throw refusal("a root certifies itself, once") }
        }
    }

    private func judgeResponder(_ own: [UInt8]) throws {
        let contents = try certificate()
        try judgeIssuer(try knownIssuer(), of: contents)
        let validity = contents.validity
        guard try !isAuthority(contents), try purposes(contents) == [.answers],
            try contents.extensions.value(of: OCSPNoCheck.self) != nil,
            validity.notAfterMilliseconds - validity.notBeforeMilliseconds
                <= Self.maximumResponderMilliseconds
        else { throw refusal("not the certificate of a responder") }
        guard contents.subjectPublicKeyInfo.derEncoded == own else {
            throw refusal("the certified key is not one of this signer")
        }
    }

    private enum Purpose { case answers, other }

    private func purposes(_ contents: TBSCertificate) throws -> Set<Purpose> {
        let usage = try contents.extensions.value(of: ExtendedKeyUsage.self)
        return Set(
            (usage?.purposes ?? []).map { $0 == ExtendedKeyUsage.ocspSigning ? .answers : .other })
    }

    private func isAuthority(_ contents: TBSCertificate) throws -> Bool {
        let usage = try contents.extensions.value(of: KeyUsage.self)
        if let usage, usage.contains(.keyCertSign) || usage.contains(.cRLSign) { return true }
        return switch try contents.extensions.value(of: BasicConstraints.self) {
        case .authority?: true
        case .endEntity?, nil: false
        }
    }

    // MARK: Lists

    private func judgeList() throws -> [JournalPosition] {
        let issuer = try knownIssuer()
        // Read whole, entry by entry; the signature is still to come.
        guard
            let list = try? CertificateList(
                toBeSigned: toBeSigned, signatureAlgorithm: algorithm.identifier, signature: [0]),
            let nextUpdate = list.nextUpdateMilliseconds
        else { throw refusal("not what a revocation list says") }
        let named = try list.extensions.value(of: AuthorityKeyIdentifier.self)
        guard list.issuer.derEncoded == issuer.subject,
            named?.keyIdentifier == issuer.keyIdentifier
        else { throw refusal("the key is not that of the issuer that is named") }
        guard nextUpdate - list.thisUpdateMilliseconds <= Self.maximumListMilliseconds else {
            throw refusal("the next list is due too late")
        }
        return list.extensions.compactMap { try? JournalCheckpoint(derEncoded: $0.value) }
            .map { JournalPosition(size: $0.size, root: $0.root) }
    }
}
