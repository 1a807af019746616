import ArgumentParser
import Messages

/// What can be done, by whom, and what it takes: the table that the server enforces.
struct Operations: KapokCommand {
    static let help = CommandHelp.operations

    static let view = ListView(
        member: "operations",
        columns: [
            .init("operation", flexible: true), .init("roles", flexible: true), .init("people"),
            .init("differsFrom", flexible: true, optional: true),
            .init("documents", flexible: true, optional: true),
            .init("direction", optional: true), .init("archive", optional: true),
            .init("clauses", flexible: true), .init("event", flexible: true, optional: true),
            .init("retention", flexible: true, optional: true),
        ])

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList("/api/v1/operations", [], Self.view, form.format)
    }
}
