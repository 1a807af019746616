package import Messages

/// Why something was refused, as people and programs see it.
package struct Reason: Hashable, Sendable, CustomStringConvertible {
    package let code: String
    package let clause: String?
    package let field: String?

    package init(_ code: String, _ clause: String? = nil, _ field: String? = nil) {
        self.code = code
        self.clause = clause
        self.field = field
    }

    package init(_ refusal: Refusal) {
        self.init(refusal.code.id, refusal.code.clause, refusal.field)
    }

    package var description: String {
        "\(code) (\(clause ?? "-")) at \(field ?? "-")"
    }
}

/// Why the work was refused; nil where it was done. Other errors are thrown on.
package func refusal<Result>(
    _ work: () async throws -> Result
) async throws -> Reason? {
    do {
        _ = try await work()
        return nil
    } catch let refusal as Refusal {
        return Reason(refusal)
    }
}
