import Messages

extension Ledger {
    /// Takes the folder of files for this journal at start, see ``FileVault/claim(for:)``.
    ///
    /// A folder of before bears no mark. Where it holds sealed files of which no row here names any, they are
    /// another ledger's, and would be swept: it is not taken.
    package func claimFiles() async throws {
        guard let files else { return }
        let found = try files.filesWithoutMark()
        let isOurs = try await read { snapshot in
            try found.isEmpty
                || found.contains { try snapshot.get(StoredFile.self, .text($0)) != nil }
        }
        guard isOurs else {
            throw Refusal(
                .filesUnmarked, field: "node.files",
                ["path": files.path, "count": String(found.count)])
        }
        try files.claim(for: identity.chapters.map(\.origin))
    }
}

/// Whose files a folder holds: a file `journal` with the name of the journal, one line.
///
/// What no row names is swept, so that two ledgers in one folder would take away each other's files.
extension FileVault {
    private static let mark = "journal"
    private static let maximumMarkBytes = 1024

    /// Takes the folder for a journal, or finds that it has it: where a folder has no mark, as those of before,
    /// it takes one. A journal that goes on under a new name takes its folder along, and who goes on under the
    /// earlier name does not get it back. Without a folder nothing is marked.
    ///
    /// - Parameter names: of the journal, each chapter's, the one in force last; none claims nothing.
    /// - Throws: `files.ofAnother`, or `DurableFileError` where the mark cannot be read or written.
    package func claim(for names: [String]) throws {
        guard let name = names.last, Folder.isFolder(path) else { return }
        let found = try marked()
        if let found {
            if found.utf8.elementsEqual(name.utf8) { return }
            guard names.contains(where: { $0.utf8.elementsEqual(found.utf8) }) else {
                throw refusal(found, name)
            }
        }
        try DurableFile.write(Array("\(name)\n".utf8), to: "\(path)/\(Self.mark)", mode: 0o600)
        // Two that took it at the same moment both read what the later one wrote.
        let written = try marked() ?? ""
        guard written.utf8.elementsEqual(name.utf8) else { throw refusal(written, name) }
    }

    /// The sealed files in a folder without a mark; none where there is one.
    fileprivate func filesWithoutMark() throws -> [String] {
        guard Folder.isFolder(path), try marked() == nil else { return [] }
        return try Folder.files(in: path).filter(Self.isName)
    }

    private func marked() throws(DurableFileError) -> String? {
        do {
            let bytes = try DurableFile.read(
                "\(path)/\(Self.mark)", limit: Self.maximumMarkBytes)
            return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        } catch {
            guard case .missing = error else { throw error }
            return nil
        }
    }

    private func refusal(_ found: String, _ name: String) -> Refusal {
        Refusal(
            .filesOfAnother, field: "node.files",
            ["path": path, "found": SafeMark.of(found), "origin": name])
    }
}

/// A mark is a file that anybody may have written: what is shown of it cannot steer a terminal.
private enum SafeMark {
    static func of(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(200).map {
                    (0x21...0x7e).contains($0.value) ? $0 : "?"
                }))
    }
}
