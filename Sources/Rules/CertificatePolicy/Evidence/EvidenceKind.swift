/// One kind of proof of who applies, or for whom: what must be said about it, and which clauses ask for it.
///
/// The table is ``all``. Checklist, service, interface and command line read the same rows.
package struct EvidenceKind: Sendable, Hashable {
    /// How the paper or recording itself is kept.
    package enum Document: Sendable, Hashable {
        /// Nothing beside what is said.
        case none
        /// Its SHA-256 is named, and the file may lie in the dossier.
        case named
        /// The file lies in the dossier: the policy asks for the thing itself.
        case kept
    }

    /// Lower camel case, such as `faceToFace`. Part of the API.
    package let id: String
    /// Clauses of the certificate policy that ask for it; the first one is told where it is missing.
    package let clauses: [String]
    package let fields: [RecordField]
    package let document: Document
    /// What the file may be; empty where none is kept.
    package let mediaTypes: [String]
    /// Whether an authority may ask for it beside what the policy asks for (CP 5.4f, 5.5d).
    package let isFurther: Bool
    /// Whether a register's own answer over a connector stands for the paper.
    package let isProvenByAnswer: Bool

    init(
        _ id: String, clauses: [String], document: Document = .none,
        mediaTypes: [String] = EvidenceKind.papers, isFurther: Bool = false,
        isProvenByAnswer: Bool = false, fields: [RecordField]
    ) {
        self.id = id
        self.clauses = clauses
        self.document = document
        self.mediaTypes = document == .none ? [] : mediaTypes
        self.isFurther = isFurther
        self.isProvenByAnswer = isProvenByAnswer
        self.fields = fields
    }

    /// The row with this id.
    package static subscript(id: String) -> EvidenceKind? { byID[id] }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// Whether it tells of somebody by the documents that the application states: other documents, other evidence.
    package var isOfDocuments: Bool {
        [
            "faceToFace", "secondDocument", "identityDatabase", "biometricMatch",
            "auxiliarySource", "existence", "genuineness",
        ].contains(id)
    }

    package func field(_ name: String) -> RecordField? { fields.first { $0.name == name } }

    /// A scan or a signed document.
    static let papers = ["application/pdf", "image/jpeg", "image/png"]
}
