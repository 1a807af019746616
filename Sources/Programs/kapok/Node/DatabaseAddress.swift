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
        let user = rest.prefix { $0 != "/" && $0 != "?" }.split(separator: "@").first ?? ""
        let hasUser = rest.prefix { $0 != "/" && $0 != "?" }.contains("@")
        guard !(hasUser && user.contains(":")), !text.contains("password="),
            !text.contains("%70assword")
        else { throw Refusal(.configurationDatabase, field: field) }
        self.text = text
    }
}
