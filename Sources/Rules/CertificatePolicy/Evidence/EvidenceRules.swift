/// What an authority's practice says of evidence: whom it believes, and what it asks for on top.
package struct EvidenceRules: Sendable, Hashable {
    /// The version of this table and these rules; each item keeps the one by which it was judged.
    package static let version: Int64 = 2

    /// Codes of the databases that the working group recognised (CP 5.5B1, A1.3). None is by itself.
    package var recognisedDatabases: [String]
    /// Codes of independent authoritative third parties that prove an organisation's existence (CP 5.4a).
    package var authoritativeSources: [String]
    /// The least score of a biometric match, in thousandths (CP 5.5B2).
    package var biometricThreshold: Int64
    /// Further kinds for each category, on top of what the policy asks for (CP 5.4f, 5.5d).
    package var further: [Further]
    /// Who is asked directly (CP 5.5c).
    package var connectors: [Connector]

    /// One further kind of one category.
    package struct Further: Sendable, Hashable {
        package let category: Profile.Kind
        package let kind: EvidenceKind

        /// `personal/addressProof`; nil for anything else. What the policy asks for cannot be named: it is
        /// asked for anyway, and nothing can drop it.
        package init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let category = Profile.Kind(rawValue: String(parts[0])),
                category.isSubscriber, let kind = EvidenceKind[String(parts[1])], kind.isFurther
            else { return nil }
            self.category = category
            self.kind = kind
        }

        /// Every one that can be asked for.
        package static let all = [Profile.Kind.personal, .organisation].flatMap { category in
            EvidenceKind.all.filter(\.isFurther).compactMap {
                Further("\(category.rawValue)/\($0.id)")
            }
        }

        package var text: String { "\(category.rawValue)/\(kind.id)" }
    }

    /// The registers of companies and of businesses in Hong Kong, and of enterprises in the mainland.
    package static let usualSources = ["hk-cr", "hk-br", "cn-samr"]

    package init(
        recognisedDatabases: [String] = [], authoritativeSources: [String] = [],
        biometricThreshold: Int64, further: [Further] = [], connectors: [Connector] = []
    ) {
        self.recognisedDatabases = recognisedDatabases
        self.authoritativeSources = authoritativeSources
        self.biometricThreshold = biometricThreshold
        self.further = further
        self.connectors = connectors
    }
}
