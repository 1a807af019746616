import CertificatePolicy
import Cryptography
import Ledger
import PKIX

/// What is asked for with one key, held against the ground for it.
struct GroundedBytes {
    let toBeSigned: [UInt8]
    let algorithm: SignatureAlgorithm
    /// DER SubjectPublicKeyInfo of the key that is to sign.
    let publicKey: [UInt8]
    /// Whose key it is; nil where the journal knows no certificate of it yet.
    let issuer: FollowedAuthorities.Known?
    /// Of the signer's own clock.
    let nowMilliseconds: Int64

    /// Longer than any practice lets a responder's certificate be valid, and a list stay the last one.
    private static let maximumResponderMilliseconds: Int64 = 91 * 86_400_000
    private static let maximumListMilliseconds: Int64 = 11 * 86_400_000
    private static let maximumRootListMilliseconds: Int64 = 367 * 86_400_000

    /// - Parameter place: of a key of this signer, by its name.
    /// - Returns: the checkpoints of the journal that are signed along.
    /// - Throws: `KeyCustodyError.warrantRefused`; what `place` throws.
    func judge(
        _ ground: SigningGround, place: (KeyReference) async throws -> KeyPlace
    ) async throws -> [JournalPosition] {
        do {
            switch ground {
            case .contents: try judgeContents()
            case .authority(let approved, let key): try judge(approved, try await place(key))
            case .responder(let key): try judgeResponder(try await place(key).publicKey)
            case .list: return try judgeList()
            }
            return []
        } catch is PKIXError {
            throw refusal("an extension cannot be read")
        }
    }

    private func refusal(_ reason: String) -> KeyCustodyError { .warrantRefused(reason) }

    private func knownIssuer() throws -> FollowedAuthorities.Known {
        guard let issuer else { throw refusal("the journal knows no authority with this key") }
        return issuer
    }

    /// Whether what begins then ends in time. What is signed for later is still good when whoever asked for it is long
    /// gone, so nothing is that stands without people.
    private func judgeTimes(from start: Int64, to end: Int64, atMost length: Int64) throws {
        let latest = nowMilliseconds + SignerJournal.toleranceMilliseconds
        guard start <= latest else { throw refusal("dated ahead of the signer's clock") }
        guard end > start, end <= latest + length else { throw refusal("valid for too long") }
    }

    // MARK: Certificates

    private func certificate() throws -> TBSCertificate {
        guard let contents = try? TBSCertificate(derEncoded: toBeSigned),
            contents.signature == algorithm.identifier
        else { throw refusal("not what a certificate says") }
        return contents
    }

    /// What only authorities and responders may do, a subscriber's key never does.
    private func judgeContents() throws {
        let contents = try certificate()
        guard try knownIssuer().isNamed(by: contents.issuer, contents.extensions) else {
            throw refusal("the key is not that of the issuer that is named")
        }
        let usage = try contents.extensions.value(of: ExtendedKeyUsage.self)
        guard try !isAuthority(contents),
            usage?.purposes.contains(ExtendedKeyUsage.ocspSigning) != true
        else { throw refusal("not the certificate of a subscriber") }
    }

    /// What people decided of it was seen when it was announced.
    private func judge(_ approved: FollowedAuthorities.Approved, _ place: KeyPlace) throws {
        let own = place.publicKey.subjectPublicKeyInfo.derEncoded
        let contents = try certificate()
        guard contents.subjectPublicKeyInfo.derEncoded == own else {
            throw refusal("the certified key is not one of this signer")
        }
        guard
            contents.validity.notBeforeMilliseconds
                <= nowMilliseconds + SignerJournal.toleranceMilliseconds
        else { throw refusal("dated ahead of the signer's clock") }
        guard place.module == approved.module else {
            throw refusal("the certified key is not where people decided")
        }
        guard approved.issuer == issuer?.name, approved.issuer != nil || own == publicKey else {
            throw refusal("not the issuer that was decided on")
        }
    }

    private func judgeResponder(_ own: PublicKey) throws {
        let contents = try certificate()
        guard try knownIssuer().isNamed(by: contents.issuer, contents.extensions) else {
            throw refusal("the key is not that of the issuer that is named")
        }
        guard try !isAuthority(contents),
            try contents.extensions.value(of: ExtendedKeyUsage.self)?.purposes
                == [ExtendedKeyUsage.ocspSigning],
            try contents.extensions.value(of: OCSPNoCheck.self) != nil
        else { throw refusal("not the certificate of a responder") }
        try judgeTimes(
            from: contents.validity.notBeforeMilliseconds,
            to: contents.validity.notAfterMilliseconds,
            atMost: Self.maximumResponderMilliseconds)
        guard contents.subjectPublicKeyInfo.derEncoded == own.subjectPublicKeyInfo.derEncoded
        else { throw refusal("the certified key is not one of this signer") }
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
        guard issuer.isNamed(by: list.issuer, list.extensions) else {
            throw refusal("the key is not that of the issuer that is named")
        }
        try judgeTimes(
            from: list.thisUpdateMilliseconds, to: nextUpdate,
            atMost: issuer.isRoot
                ? Self.maximumRootListMilliseconds : Self.maximumListMilliseconds)
        let seen = list.extensions.compactMap { try? JournalCheckpoint(derEncoded: $0.value) }
        guard seen.count == 1, seen[0].size > 0 else {
            throw refusal("a list has one checkpoint of the journal")
        }
        return seen.map { JournalPosition(size: $0.size, root: $0.root) }
    }
}
