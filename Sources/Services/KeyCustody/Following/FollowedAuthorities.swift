import CanonicalJSON
import Cryptography
import Ledger
import PKIX

/// The authorities of a followed journal: which ones people decided on, and what key and name each was certified with.
struct FollowedAuthorities {
    /// One that was decided on and has no certificate yet.
    struct Approved: Sendable, Hashable {
        let name: String
        let commonName: String
        /// The authority that certifies it; nil where it certifies itself.
        let issuer: String?
    }

    /// One with a certificate.
    struct Known: Sendable, Hashable {
        let name: String
        /// DER.
        let subject: [UInt8]
        /// DER SubjectPublicKeyInfo.
        let publicKey: [UInt8]
        let keyIdentifier: [UInt8]

        fileprivate init?(_ name: String, _ contents: TBSCertificate) {
            guard
                let identifier = try? contents.extensions.value(of: SubjectKeyIdentifier.self)
            else { return nil }
            self.name = name
            subject = contents.subject.derEncoded
            publicKey = contents.subjectPublicKeyInfo.derEncoded
            keyIdentifier = identifier.keyIdentifier
        }
    }

    private var approved: [String: Approved] = [:]
    /// Whose certificate was announced, by the id of the announcement.
    private var announced: [String: Known] = [:]
    private var known: [String: Known] = [:]
    private var names: [[UInt8]: String] = [:]

    func authority(withKey publicKey: [UInt8]) -> Known? {
        names[publicKey].flatMap { known[$0] }
    }

    func authority(named name: String) -> Known? { known[name] }

    /// Takes in what several people decided: `authority.create` or `authority.import`.
    mutating func decide(_ operation: String, _ payload: JSONValue) {
        guard let name = payload["authority"]?.string, known[name] == nil else { return }
        if operation == "authority.import" {
            guard let der = payload["ownCertificate"]?.string.flatMap(Base64.decode),
                let certificate = try? Certificate(derEncoded: der),
                let known = Known(name, certificate.tbsCertificate)
            else { return }
            add(known)
        } else if let commonName = payload["commonName"]?.string {
            approved[name] = Approved(
                name: name, commonName: commonName, issuer: payload["issuer"]?.string)
        }
    }

    /// The one whose certificate an entry announces, if it waits for one and no other is under way.
    func waiting(_ name: String) -> Approved? {
        announced.values.contains { $0.name == name } ? nil : approved[name]
    }

    /// Its certificate is announced with these contents.
    mutating func announce(_ name: String, _ contents: TBSCertificate, by id: String) {
        announced[id] = Known(name, contents)
    }

    /// The announced certificate was signed.
    mutating func complete(_ id: String) {
        guard let known = announced.removeValue(forKey: id) else { return }
        approved[known.name] = nil
        add(known)
    }

    mutating func abandon(_ id: String) { announced[id] = nil }

    private mutating func add(_ authority: Known) {
        guard names[authority.publicKey] == nil else { return }
        known[authority.name] = authority
        names[authority.publicKey] = authority.name
    }
}
