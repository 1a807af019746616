import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import PKIX

/// The authorities of a followed journal: which ones people decided on, and what key and name each was certified with.
struct FollowedAuthorities {
    /// One that was decided on and has no certificate yet.
    struct Approved: Sendable, Hashable {
        let name: String
        let commonName: String
        let family: AlgorithmFamily
        let jurisdiction: Jurisdiction
        /// The authority that certifies it; nil where it certifies itself.
        let issuer: String?
        /// The serial number of the module in which its key is; nil for a file.
        let module: String?

        /// Nil for what people cannot have decided on.
        init?(_ payload: JSONValue) {
            guard let name = payload["authority"]?.string,
                let commonName = payload["commonName"]?.string,
                let family = payload["family"]?.string.flatMap(AlgorithmFamily.init),
                let jurisdiction = payload["jurisdiction"]?.string.flatMap(Jurisdiction.init),
                let kind = payload["kind"]?.string, ["root", "issuing"].contains(kind),
                (kind == "root") == (payload["issuer"]?.string == nil)
            else { return nil }
            (self.name, self.commonName, self.family) = (name, commonName, family)
            self.jurisdiction = jurisdiction
            issuer = payload["issuer"]?.string
            module = payload["module"]?.string
        }

        var profile: Profile { .of(issuer == nil ? .root : .issuing, family) }
    }

    /// One with a certificate.
    struct Known: Sendable, Hashable {
        let name: String
        /// DER.
        let subject: [UInt8]
        /// DER SubjectPublicKeyInfo.
        let publicKey: [UInt8]
        let keyIdentifier: [UInt8]
        let isRoot: Bool

        fileprivate init?(_ name: String, _ contents: TBSCertificate, isRoot: Bool) {
            guard
                let identifier = try? contents.extensions.value(of: SubjectKeyIdentifier.self)
            else { return nil }
            self.name = name
            subject = contents.subject.derEncoded
            publicKey = contents.subjectPublicKeyInfo.derEncoded
            keyIdentifier = identifier.keyIdentifier
            self.isRoot = isRoot
        }
    }

    private struct Announced {
        let authority: Known
        /// Its certificate may exist, whatever becomes of the announcement.
        var isSigned: Bool
    }

    private var approved: [String: Approved] = [:]
    /// By the id of the announcement.
    private var announced: [String: Announced] = [:]
    /// Few enough to be gone through.
    private var known: [Known] = []

    func authority(withKey publicKey: [UInt8]) -> Known? {
        known.first { $0.publicKey == publicKey }
    }

    private func authority(named name: String) -> Known? { known.first { $0.name == name } }

    /// Takes in what several people decided: `authority.create` or `authority.import`.
    mutating func decide(_ operation: String, _ payload: JSONValue) {
        guard let name = payload["authority"]?.string, authority(named: name) == nil else { return }
        if operation == "authority.import" {
            // Without a key its register alone is kept here: nothing is signed for it (CP 8.8c).
            guard payload["key"]?.string != nil,
                let der = payload["ownCertificate"]?.string.flatMap(Base64.decode),
                let certificate = try? Certificate(derEncoded: der),
                let known = Known(
                    name, certificate.tbsCertificate, isRoot: payload["kind"]?.string == "root")
            else { return }
            add(known)
        } else {
            approved[name] = Approved(payload)
        }
    }

    /// The one that waits for its certificate, if none is announced for it.
    func waiting(_ name: String) -> Approved? {
        announced.values.contains { $0.authority.name == name } ? nil : approved[name]
    }

    /// Its certificate is announced with these contents.
    ///
    /// - Parameter isSigned: whether it was signed before.
    /// - Returns: why it is not what people decided on; nil where it is, and is under way from here on.
    mutating func announce(
        _ waiting: Approved, _ contents: TBSCertificate, in environment: Environment,
        by id: String, isSigned: Bool
    ) -> String? {
        guard authority(withKey: contents.subjectPublicKeyInfo.derEncoded) == nil,
            let authority = Known(waiting.name, contents, isRoot: waiting.issuer == nil)
        else { return "the key is another authority's, or has no identifier" }
        if let objection = waiting.objection(
            to: contents, in: environment, issuer: waiting.issuer.flatMap(authority(named:)))
        {
            return objection
        }
        announced[id] = Announced(authority: authority, isSigned: isSigned)
        return nil
    }

    /// The announced certificate is about to be signed.
    mutating func markSigned(_ id: String) { announced[id]?.isSigned = true }

    /// The announced certificate was signed.
    mutating func complete(_ id: String) {
        guard let found = announced.removeValue(forKey: id) else { return }
        approved[found.authority.name] = nil
        add(found.authority)
    }

    /// One decision is good for one certificate: where it may exist, people decide anew.
    mutating func abandon(_ id: String) {
        guard let found = announced.removeValue(forKey: id), found.isSigned else { return }
        approved[found.authority.name] = nil
    }

    private mutating func add(_ authority: Known) {
        guard self.authority(withKey: authority.publicKey) == nil else { return }
        known.append(authority)
    }
}

extension FollowedAuthorities.Approved {
    /// Why this is not the certificate that was decided on; nil where it is, as far as people said.
    fileprivate func objection(
        to contents: TBSCertificate, in environment: Environment,
        issuer: FollowedAuthorities.Known?
    ) -> String? {
        let subject = contents.subject.attributes.map(\.type)
        guard contents.subject[.commonName] == [environment.named(commonName)],
            contents.subject[.countryName] == [jurisdiction == .hongKong ? "HK" : "CN"],
            subject.count == 3,
            Set(subject) == [.countryName, .organizationName, .commonName]
        else { return "not the name that was decided on" }
        guard
            (try? contents.extensions.value(of: BasicConstraints.self))
                == .authority(pathLength: profile.pathLength),
            (try? contents.extensions.value(of: KeyUsage.self))?.usages == profile.keyUsage,
            // Nothing that limits or widens it, and nothing critical that others could not read.
            Set(contents.extensions.filter(\.critical).map(\.oid))
                == [BasicConstraints.oid, KeyUsage.oid],
            !contents.extensions.contains(where: { $0.oid == ExtendedKeyUsage.oid })
        else { return "not an authority's certificate" }
        let years = Int64(profile.maximumYears)
        let validity = contents.validity
        guard
            validity.notAfterMilliseconds - validity.notBeforeMilliseconds
                <= years * 366 * 86_400_000
        else { return "valid for too long" }
        guard let key = try? PublicKey(contents.subjectPublicKeyInfo),
            AlgorithmFamily(key.algorithm) == family
        else { return "not a key of the family that was decided on" }
        guard self.issuer != nil else {
            return contents.issuer.derEncoded == contents.subject.derEncoded
                ? nil : "a root certifies itself"
        }
        guard let issuer, issuer.isNamed(by: contents.issuer, contents.extensions) else {
            return "not the issuer that was decided on"
        }
        return nil
    }
}

extension FollowedAuthorities.Known {
    /// Whether its name and key stand there as the issuer's (RFC 5280 §4.1.2.4, §4.2.1.1).
    func isNamed(by issuer: DistinguishedName, _ extensions: Extensions) -> Bool {
        let named = try? extensions.value(of: AuthorityKeyIdentifier.self)
        return issuer.derEncoded == subject && named?.keyIdentifier == keyIdentifier
    }
}
