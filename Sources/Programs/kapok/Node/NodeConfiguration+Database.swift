import Messages

/// Changes of the one line that says where the ledger lies; comments and order of the rest stay.
extension NodeConfiguration {
    private static let note =
        "  # The PostgreSQL database that holds the ledger, in place of ledger.sqlite.\n"

    /// The lines about the database, as they stand in a file.
    static func yaml(of database: DatabaseAddress) -> String {
        note + "  database: \(FlatYAML.written(database.text))\n"
    }

    /// One setting more, behind the line that opens the section `node`.
    static func adding(
        _ address: DatabaseAddress, to bytes: [UInt8], file: String
    ) throws -> [UInt8] {
        var lines = lines(of: bytes)
        let place = lines.firstIndex { $0.hasPrefix("node:") }.map { $0 + 1 } ?? lines.endIndex
        lines.insert(yaml(of: address), at: place)
        return try checked(lines, hold: address, file)
    }

    /// The same machine with its ledger in a file: for a copy that leaves the database behind.
    static func withoutDatabase(_ bytes: [UInt8], file: String) throws -> [UInt8] {
        let settings = try NodeConfiguration(yaml: bytes, file: file)
        guard settings.database != nil || settings.files != nil else { return bytes }
        let lines = lines(of: bytes).filter { line in
            let setting = line.drop { $0 == " " }
            // The files of a copy lie in it.
            return line != note && !setting.hasPrefix("database:") && !setting.hasPrefix("files:")
        }
        return try checked(lines, hold: nil, file)
    }

    private static func lines(of bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    }

    private static func checked(
        _ lines: [String], hold address: DatabaseAddress?, _ file: String
    ) throws -> [UInt8] {
        let changed = Array(lines.joined().utf8.dropLast())
        guard try NodeConfiguration(yaml: changed, file: file).database == address else {
            throw Refusal(.configurationDatabase, field: "node.database")
        }
        return changed
    }
}
