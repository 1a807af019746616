package import CanonicalJSON
package import CertificatePolicy
package import Governance
package import Ledger
import Messages
import PKIX
import Records

/// What the people who create an authority sign: everything but the key, which is made afterwards.
package struct AuthorityCreation: Sendable {
    package let name: String
    package let kind: Authority.Kind
    package let family: AlgorithmFamily
    package let jurisdiction: Jurisdiction
    package let issuer: String
    package let commonName: String
    package let baseURL: String
    /// The serial number of the cryptographic module in which its key is made and stays.
    package let module: String?

    package init(_ payload: Payload) throws {
        name = try payload.string("authority", maximumBytes: 64)
        guard Self.isAcceptable(name: name) else {
            throw Refusal(.authorityNameInvalid, field: "authority", ["name": name])
        }
        kind = try payload.choice("kind")
        try payload.refuseUnknown(
            besides: [
                "authority", "kind", "family", "jurisdiction", "commonName", "baseURL", "module",
            ] + (kind == .root ? [] : ["issuer"]))
        family = try payload.choice("family")
        jurisdiction = try payload.choice("jurisdiction")
        issuer = kind == .root ? name : try payload.string("issuer", maximumBytes: 64)
        commonName = try payload.string("commonName", maximumBytes: 256)
        // As long as the longest name made of it: that of its responder, marked as a test.
        try NameRules.check(
            Self.longestName(commonName), field: "commonName", form: .text,
            upperBound: SubjectAttributeKind.commonName.upperBound)
        baseURL = try payload.string("baseURL", maximumBytes: BaseURL.maximumBytes)
        guard BaseURL(baseURL) != nil else {
            throw Refusal(.baseURLInvalid, field: "baseURL", ["value": baseURL])
        }
        module = try payload.optionalString("module", maximumBytes: 64)
    }

    /// Whether the authority could be created now: nothing has its name, its issuer may issue, and the module for its
    /// key is in use; in production there is one (CP 8.3).
    package func judge(_ ledger: some ReadableLedger, _ environment: Environment) throws {
        guard try ledger.get(Authority.self, .text(name)) == nil else {
            throw Refusal(.authorityExists, field: "authority", ["name": name])
        }
        try Self.checkName(commonName, ledger)
        if let module {
            guard family != .sm2 else {
                throw Refusal(.moduleFamilyMissing, field: "module", ["family": family.rawValue])
            }
            _ = try ledger.moduleInUse(module)
        } else if environment == .production {
            throw Refusal(.moduleNeeded, field: "module")
        }
        guard kind == .issuing else { return }
        let root = try ledger.authority(issuer, field: "issuer")
        guard root.kind == .root, root.family == family else {
            throw Refusal(
                .authorityKindWrong, field: "issuer",
                ["name": root.name, "kind": "root, \(family.rawValue)"])
        }
        _ = try ledger.issuingAuthority(issuer, field: "issuer")
    }

    /// The executor of `authority.create`: the authority stands, but has no key yet.
    package static func execute(
        _ transaction: inout Transaction, _ json: JSONValue, _ proposal: ApprovedProposal,
        environment: Environment
    ) throws -> JSONValue {
        let creation = try AuthorityCreation(Payload(json))
        try creation.judge(transaction, environment)
        try transaction.put(
            Authority(
                name: creation.name, kind: creation.kind, family: creation.family,
                jurisdiction: creation.jurisdiction, issuer: creation.issuer,
                commonName: creation.commonName, baseURL: creation.baseURL,
                module: creation.module, proposal: proposal.id,
                createdAtMilliseconds: transaction.atMilliseconds))
        return ["authority": .string(creation.name), "state": "approved"]
    }

    package static func longestName(_ commonName: String) -> String {
        Environment.test.named(commonName) + AuthorityCertificate.responderSuffix
    }

    /// Names lead to exactly one authority (CP 5.2a): none has the name of another or of another's
    /// responder, whether marked as a test or not, in any case of letters (RFC 5280 §7.1).
    package static func checkName(
        _ commonName: String, _ ledger: some ReadableLedger
    ) throws {
        func names(_ commonName: String) -> Set<String> {
            let name = Environment.test.named(commonName)
            return [
                SubjectSearch.folded(name),
                SubjectSearch.folded(name + AuthorityCertificate.responderSuffix),
            ]
        }
        let own = names(commonName)
        try ledger.forEach(Authority.self) { other in
            guard own.isDisjoint(with: names(other.commonName)) else {
                throw Refusal(.nameTaken, field: "commonName")
            }
            return true
        }
    }

    package static func isAcceptable(name: String) -> Bool {
        let octets = Array(name.utf8)
        guard (1...32).contains(octets.count), let first = octets.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else { return false }
        return octets.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
    }
}

extension ReadableLedger {
    /// The authority of this name, or a refusal that says so.
    package func authority(_ name: String, field: String = "authority") throws -> Authority {
        guard let authority = try get(Authority.self, .text(name)) else {
            throw Refusal(.authorityUnknown, field: field, ["name": name])
        }
        return authority
    }

    /// The authority of this name if it may issue now: in service, and its own certificate and that
    /// of its root neither suspended nor revoked (CP 4.11, 6.24).
    package func issuingAuthority(
        _ name: String, field: String = "authority"
    ) throws -> Authority {
        let authority = try authority(name)
        guard authority.state == .active else {
            throw Refusal(
                .authorityNotActive, field: field,
                ["name": name, "state": authority.state.rawValue])
        }
        for above in [authority, try self.authority(authority.issuer)] {
            guard let record = try certificateRecord(of: above), record.state == .valid else {
                let state = try certificateRecord(of: above)?.state ?? .reserved
                throw Refusal(
                    .authorityNotActive, field: field,
                    ["name": above.name, "state": state.rawValue])
            }
        }
        return authority
    }

    /// The certificate of an authority, once it is signed.
    package func certificateRecord(of authority: Authority) throws -> CertificateRecord? {
        guard let serial = authority.serialHex else { return nil }
        return try get(CertificateRecord.self, .text(authority.issuer), .text(serial))
    }
}
