public import CanonicalJSON
public import Messages

/// A writing without which an operation may not be done.
public enum DocumentKind: String, Sendable, Hashable, CaseIterable {
    /// What shows who asks for a revocation, that they may, and why.
    case revocationProof
    /// The written request of a judicial organ, which is the basis by itself.
    case courtRequest
    /// That the regulator has confirmed it.
    case regulatorConfirmation
    /// What shows whether two names or numbers are one person's or organisation's.
    case collisionProof
    /// What shows that somebody who cannot come in person was identified: the note of the call, the letter,
    /// the third party's proof.
    case distantProof
    /// What shows who asks for a release, or what the investigation found.
    case releaseProof
    /// That the applicant has received what was delivered.
    case deliveryReceipt
    /// The identity documents of the application, once more.
    case identityDocuments
    /// The same, of who brings a token to have it unblocked.
    case bearerDocuments
    /// What somebody asks in writing about their own data, or a regulator's or court's order about it.
    case dataRequest
    /// That a representative acts for the subscriber in this.
    case authorisation
    /// That the subscriber died: a death certificate.
    case deathProof
    /// Whose the estate is: a grant of probate, letters of administration, or a notarised right to inherit.
    case estateGrant
    /// That the organisation is being wound up: the order or the resolution.
    case windingUp
    /// Who was made its liquidator or receiver.
    case appointment

    /// What is said where it is missing; the clause that demands it stands there.
    public var missing: RefusalCode {
        switch self {
        case .revocationProof: .revocationEvidenceMissing
        case .courtRequest: .courtRequestMissing
        case .regulatorConfirmation: .regulatorConfirmationMissing
        case .collisionProof: .collisionProofMissing
        case .distantProof: .distantProofMissing
        case .releaseProof: .releaseEvidenceMissing
        case .deliveryReceipt: .deliveryReceiptMissing
        case .identityDocuments: .releaseDocumentsMissing
        case .bearerDocuments: .tokenBearerUnidentified
        case .dataRequest: .subscriberRequestMissing
        case .authorisation: .authorisationMissing
        case .deathProof: .deathProofMissing
        case .estateGrant: .estateGrantMissing
        case .windingUp: .windingUpMissing
        case .appointment: .appointmentMissing
        }
    }
}

/// Which writings an act has to name: the SHA-256 of each, lower-case hex, in a list of its payload.
///
/// The documents themselves stay with who keeps the case. They belong to the act and are not owed
/// later: direction and state change nothing about them (CP 6.19, 6.24).
public struct DocumentDemand: Sendable, Hashable {
    public let kind: DocumentKind
    /// The member of the payload that lists the digests.
    public let member: String
    /// A member of the payload that says who asks, or how they were identified; nil where it is demanded of
    /// everybody.
    public let condition: Condition?

    /// What the payload says where a document is demanded.
    public struct Condition: Sendable, Hashable {
        public let member: String
        public let values: [String]
        /// Whether it is demanded where the member has one of these values, or where it has any other.
        public let isEqual: Bool

        public static func given(_ member: String, is values: String...) -> Condition {
            Condition(member: member, values: values, isEqual: true)
        }

        public static func unless(_ member: String, is values: String...) -> Condition {
            Condition(member: member, values: values, isEqual: false)
        }
    }

    /// The most that one list may name.
    public static let maximumCount = 32

    public init(_ kind: DocumentKind, in member: String, _ condition: Condition? = nil) {
        self.kind = kind
        self.member = member
        self.condition = condition
    }

    public var clause: String? { kind.missing.clause }

    func isMade(by payload: JSONValue) -> Bool {
        guard let condition else { return true }
        let isNamed = payload[condition.member]?.string.map(condition.values.contains) ?? false
        return isNamed == condition.isEqual
    }
}

extension Operation {
    /// Refuses an act that does not name what its row demands in writing.
    ///
    /// - Returns: what it names, by the members of the payload: digests alone, for the entry.
    /// - Throws: a refusal with the code of the kind of document that is missing, or `payload.invalid`
    ///   where there is no list or one of more than 32.
    public func documents(namedBy payload: JSONValue) throws(Refusal) -> [String: JSONValue] {
        var named: [String: JSONValue] = [:]
        for demand in documents where demand.isMade(by: payload) {
            let listed = payload[demand.member] ?? []
            guard let digests = listed.array, digests.count <= DocumentDemand.maximumCount else {
                throw Refusal(
                    .payloadInvalid, field: demand.member, ["name": demand.member])
            }
            guard !digests.isEmpty, digests.allSatisfy({ Self.isDigest($0.string) }) else {
                throw Refusal(demand.kind.missing, field: demand.member)
            }
            named[demand.member] = listed
        }
        return named
    }

    /// One digest has one writing.
    private static func isDigest(_ text: String?) -> Bool {
        guard let text, text.utf8.count == 64 else { return false }
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
