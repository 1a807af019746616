package import Messages

/// A setting of the practice under which clauses have no object.
///
/// Only clauses that the policy itself makes conditional stand here ("when an individual applies"),
/// and only settings that the acts enforce: what a setting leaves out is refused. All others apply.
/// A case of before keeps the clause: what was done then is kept and judged by it.
package struct Inapplicability: Sendable, Hashable {
    /// What gives the clauses an object all the same.
    package enum Object: Sendable, Hashable {
        /// An application of this category that was vetted at any time.
        case applications(category: String)
        /// A person who was identified by this method at any time.
        case identifications(method: String)
    }

    /// The name of the setting, and the value under which the clauses have no object.
    package let setting: String
    package let value: String
    package let clauses: [String]
    package let object: Object
    package let reason: Text

    package static let all: [Inapplicability] = [
        // CP 5.4: when an organisation applies.
        Inapplicability(
            setting: "categories", value: "personal",
            clauses: ["5.4", "5.4a", "5.4b", "5.4c", "5.4d", "5.4e", "5.4f"],
            object: .applications(category: "organisation"),
            reason: InapplicableWords.noOrganisations),
        // CP 5.5: when an individual applies. What 5.5e says of outside sources stays.
        Inapplicability(
            setting: "categories", value: "organisation",
            clauses: [
                "5.5", "5.5A", "5.5B1", "5.5B2", "5.5B3", "5.5B4", "5.5c", "5.5d", "5.6b",
            ], object: .applications(category: "personal"), reason: InapplicableWords.noPersons),
        // CP 5.5 leaves the choice between the two.
        Inapplicability(
            setting: "identityMethods", value: "A", clauses: ["5.5B1", "5.5B2", "5.5B3", "5.5B4"],
            object: .identifications(method: "B"), reason: InapplicableWords.faceToFaceAlone),
        Inapplicability(
            setting: "identityMethods", value: "B", clauses: ["5.5A"],
            object: .identifications(method: "A"), reason: InapplicableWords.remoteAlone),
    ]
}
