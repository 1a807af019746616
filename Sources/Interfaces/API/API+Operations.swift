import CanonicalJSON
package import CertificatePolicy
package import Messages

/// The table of everything that can be done here, as it is enforced, for who has to judge it.
extension API {
    /// One row an operation, in the order of the life of an authority and a certificate.
    static func operations(_ request: APIRequest) throws -> JSONValue {
        try request.refuseUnknown(besides: [])
        return ["operations": .array(Operation.all.map { row($0, request.language) })]
    }

    private static func row(_ operation: Operation, _ language: Language) -> JSONValue {
        [
            "operation": .string(operation.id), "actor": .string(word(operation.actor)),
            "roles": .array(operation.roles.map { .string($0.rawValue) }),
            "people": .integer(Int64(operation.people)),
            "differsFrom": .array(operation.differsFrom.map { .string($0) }),
            "coversList": .bool(operation.coversList),
            "direction": .string(operation.direction.rawValue),
            "documents": .array(operation.documents.map { .string($0.kind.rawValue) }),
            "demands": .array(operation.documents.map(json)),
            "clauses": .array(operation.clauses.map { .string($0) }),
            "event": .string(operation.event), "archive": .string(operation.archive.rawValue),
            "retention": .string(retention(of: operation.archive, in: language)),
        ]
    }

    /// What a document is named under, and what has to be said for it to be demanded.
    private static func json(_ demand: DocumentDemand) -> JSONValue {
        [
            "document": .string(demand.kind.rawValue), "member": .string(demand.member),
            "clause": demand.clause.map { .string($0) } ?? .null,
            "where": demand.condition.map { condition in
                .string(
                    "\(condition.member) \(condition.isEqual ? "=" : "≠") "
                        + condition.values.joined(separator: ", "))
            } ?? .null,
        ]
    }

    private static func word(_ actor: OperationActor) -> String {
        switch actor {
        case .officer: "officer"
        case .applicant: "applicant"
        case .subscriber: "subscriber"
        case .anyone: "anyone"
        case .system: "system"
        }
    }

    /// How long the records of a class are kept, as a sentence.
    package static func retention(of archive: ArchiveClass, in language: Language) -> String {
        let retention = archive.retention
        return RetentionWords.sentence(from: retention.start.rawValue)?.text(
            in: language,
            ["years": String(retention.years), "clause": "CP \(retention.clause)"])
            ?? retention.start.rawValue
    }
}
