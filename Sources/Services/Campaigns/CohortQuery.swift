package import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
package import Registration

/// Which certificates a campaign is about: what all of them have in common, by rows that never change.
///
/// JSON, each member by itself and one at least: `authority`; `category`, `profile`; `from`, `until` (issued, in
/// milliseconds, both within); `state` (`valid`, `suspended`); of one item of evidence `evidence` (its kind),
/// `source`, `sourceVersion`, `place`, `rules`; `officer` (handle of who put evidence down or vetted);
/// `practice` (the version in force at the entry that completed the certificate); `algorithm`.
package struct CohortQuery: Sendable, Hashable {
    /// As a certificate stood behind the entry that the query looks from.
    package enum State: String, Sendable, CaseIterable { case valid, suspended }

    package let authority: String?
    package let category: Application.Category?
    package let profile: String?
    package let fromMilliseconds: Int64?
    package let untilMilliseconds: Int64?
    package let state: State?
    package let evidenceKind: String?
    package let source: String?
    package let sourceVersion: String?
    package let place: String?
    package let rules: Int64?
    package let officer: String?
    package let practice: Int64?
    package let algorithm: String?

    package static let members = [
        "authority", "category", "profile", "from", "until", "state", "evidence", "source",
        "sourceVersion", "place", "rules", "officer", "practice", "algorithm",
    ]
    /// Those whose values are whole numbers.
    package static let numbers: Set<String> = ["from", "until", "rules", "practice"]

    /// What keys there are, as certificates of other systems may have them, too.
    package static let algorithms = [
        KeyAlgorithm.rsa(bits: 1024), .rsa(bits: 2048), .rsa(bits: 3072), .rsa(bits: 4096), .sm2,
        .p256, .p384, .ed25519,
    ].map(\.notation)
    package static let profiles =
        Profile.all.filter(\.kind.isSubscriber).map(\.id) + [CertificateRecord.importedProfile]

    /// - Throws: `cohort.unbounded` for one that would be everything, `payload.memberUnknown`, `payload.invalid`,
    ///   `payload.choiceUnknown`.
    package init(_ json: JSONValue) throws {
        let payload = Payload(json)
        guard let object = json.object else {
            throw Refusal(.payloadInvalid, field: "cohort", ["name": "cohort"])
        }
        try payload.refuseUnknown(besides: Self.members)
        guard !object.isEmpty else { throw Refusal(.cohortUnbounded, field: "cohort") }
        func choice<Choice: RawRepresentable & CaseIterable>(
            _ name: String, as type: Choice.Type
        ) throws -> Choice? where Choice.RawValue == String {
            object[name] == nil ? nil : try payload.choice(name, as: type)
        }
        func text(_ name: String, among choices: [String]? = nil) throws -> String? {
            guard object[name] != nil else { return nil }
            let text = try payload.string(name, maximumBytes: 64)
            guard choices?.contains(where: { $0.utf8.elementsEqual(text.utf8) }) ?? true else {
                throw Refusal(
                    .payloadChoiceUnknown, field: name,
                    [
                        "name": name, "value": text,
                        "choices": (choices ?? []).joined(separator: ", "),
                    ])
            }
            return text
        }
        func number(_ name: String) throws -> Int64? {
            object[name] == nil ? nil : try payload.integer(name)
        }
        authority = try text("authority")
        category = try choice("category", as: Application.Category.self)
        profile = try text("profile", among: Self.profiles)
        fromMilliseconds = try number("from")
        untilMilliseconds = try number("until")
        state = try choice("state", as: State.self)
        evidenceKind = try text("evidence", among: EvidenceKind.all.map(\.id))
        source = try text("source")
        sourceVersion = try text("sourceVersion")
        place = try text("place")
        rules = try number("rules")
        officer = try text("officer")
        practice = try number("practice")
        algorithm = try text("algorithm", among: Self.algorithms)
    }

    /// The same again, for the row and for answers.
    package var json: JSONValue {
        let members: [(String, JSONValue?)] = [
            ("authority", authority.map { .string($0) }),
            ("category", category.map { .string($0.rawValue) }),
            ("profile", profile.map { .string($0) }),
            ("from", fromMilliseconds.map { .integer($0) }),
            ("until", untilMilliseconds.map { .integer($0) }),
            ("state", state.map { .string($0.rawValue) }),
            ("evidence", evidenceKind.map { .string($0) }), ("source", source.map { .string($0) }),
            ("sourceVersion", sourceVersion.map { .string($0) }),
            ("place", place.map { .string($0) }), ("rules", rules.map { .integer($0) }),
            ("officer", officer.map { .string($0) }), ("practice", practice.map { .integer($0) }),
            ("algorithm", algorithm.map { .string($0) }),
        ]
        return .object(
            Dictionary(
                uniqueKeysWithValues: members.compactMap { name, value in
                    value.map { (name, $0) }
                }))
    }
}
