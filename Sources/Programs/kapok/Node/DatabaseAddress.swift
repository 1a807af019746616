import Messages

/// The address of a PostgreSQL database, as libpq reads it: `postgresql://USER@HOST/DATABASE?…`.
struct DatabaseAddress: Sendable, Equatable {
    let text: String

    /// PostgreSQL itself sets no limit; nobody writes a longer one.
    private static let maximumBytes = 1024

    /// - Throws: `configuration.database` for what is none, or holds a password: settings and logs
    ///   are read by many, so that passwords belong into libpq's password file.
    init(_ text: String, field: String) throws(Refusal) {
        let start = ["postgresql://", "postgres://"].first { text.hasPrefix($0) }
        guard let start, text.utf8.count <= Self.maximumBytes,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw Refusal(.configurationDatabase, field: field) }
        let rest = text.dropFirst(start.count)
        // As libpq takes it apart: the user's part ends at `@`, and it may be percent-encoded.
        let place = rest.prefix { $0 != "/" }
        let hasPassword = place.lastIndex(of: "@").map { place[..<$0].contains(":") } ?? false
        let names =
            rest.split(separator: "?", maxSplits: 1).dropFirst().first?
            .split(separator: "&").map { $0.prefix { $0 != "=" } } ?? []
        guard !hasPassword, !names.contains(where: { $0.contains("%") || $0.contains("password") })
        else { throw Refusal(.configurationDatabase, field: field) }
        self.text = text
    }
}
