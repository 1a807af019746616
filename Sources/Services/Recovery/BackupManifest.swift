package import CanonicalJSON
package import Ledger

/// The last member of a backup: what it holds, of which journal, as of when.
///
/// ```
/// {"type":"kapok-backup/v1","madeAt":ms,"version":"…","origin":"…","environment":"test",
///  "verifierKey":"…","schemaVersion":1,"journalVersion":1,"lastEntryAt":ms,
///  "checkpoint":"text of a signed note","size":n,"root":hex,
///  "members":[{"name":"kapok.yaml","size":n,"sha256":hex}, …]}
/// ```
package struct BackupManifest: Sendable, Hashable {
    package static let type = "kapok-backup/v1"
    package static let name = "manifest.json"
    /// A hundred thousand files have 16 MB of lines.
    static let maximumBytes = 32 << 20

    /// One file, as it went in.
    package struct Member: Sendable, Hashable {
        package let name: String
        package let size: Int64
        /// 32 octets.
        package let sha256: [UInt8]
    }

    package let madeAtMilliseconds: Int64
    /// Of the program that made it.
    package let version: String
    package let head: JournalHead
    package let members: [Member]

    package var json: JSONValue {
        [
            "type": .string(Self.type), "madeAt": .integer(madeAtMilliseconds),
            "version": .string(version), "origin": .string(head.origin),
            "environment": .string(head.environment.rawValue),
            "verifierKey": .string(head.verifierKey),
            "schemaVersion": .integer(head.schemaVersion),
            "journalVersion": .integer(head.journalVersion),
            "lastEntryAt": .integer(head.lastEntryMilliseconds),
            "checkpoint": .string(head.note), "size": .integer(head.size),
            "root": .string(Hex.encode(head.root)),
            "members": .array(
                members.map {
                    [
                        "name": .string($0.name), "size": .integer($0.size),
                        "sha256": .string(Hex.encode($0.sha256)),
                    ]
                }),
        ]
    }

    init(
        madeAtMilliseconds: Int64, version: String, head: JournalHead, members: [Member]
    ) {
        self.madeAtMilliseconds = madeAtMilliseconds
        self.version = version
        self.head = head
        self.members = members
    }

    /// Nil for anything but the one writing.
    init?(parsing bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes, maximumBytes: Self.maximumBytes),
            json["type"]?.string == Self.type,
            let madeAt = json["madeAt"]?.integer, let version = json["version"]?.string,
            let head = JournalHead(manifest: json), let listed = json["members"]?.array
        else { return nil }
        let members = listed.compactMap { member -> Member? in
            guard let name = member["name"]?.string, let size = member["size"]?.integer,
                let digest = member["sha256"]?.string.flatMap(Hex.decode)
            else { return nil }
            return Member(name: name, size: size, sha256: digest)
        }
        self.init(madeAtMilliseconds: madeAt, version: version, head: head, members: members)
        guard self.json.canonicalBytes == bytes else { return nil }
    }
}

extension JournalHead {
    fileprivate init?(manifest json: JSONValue) {
        guard let origin = json["origin"]?.string, let key = json["verifierKey"]?.string,
            let environment = json["environment"]?.string.flatMap(LedgerEnvironment.init),
            let size = json["size"]?.integer, let note = json["checkpoint"]?.string,
            let root = json["root"]?.string.flatMap(Hex.decode),
            let last = json["lastEntryAt"]?.integer,
            let schema = json["schemaVersion"]?.integer,
            let journal = json["journalVersion"]?.integer
        else { return nil }
        self.init(
            origin: origin, environment: environment, verifierKey: key, size: size, root: root,
            note: note, lastEntryMilliseconds: last, schemaVersion: schema,
            journalVersion: journal)
    }
}

/// What a backup may hold. Everything else in one is refused: a name is a path in the end.
enum MemberName {
    static let configuration = "kapok.yaml"
    static let origin = "journal.origin"
    static let ledger = "ledger.sqlite"
    static let keys = "keys"
    static let files = "files"
    static let lists = [configuration, origin, ledger, BackupManifest.name]

    /// The most that a member other than the ledger or a sealed file may hold, in octets.
    static func limit(_ name: String) -> Int64? {
        switch name {
        case ledger: nil
        case _ where name.hasPrefix(files + "/"): nil
        case BackupManifest.name: Int64(BackupManifest.maximumBytes)
        default: 1 << 16
        }
    }

    static func isKnown(_ name: String) -> Bool {
        if lists.contains(name) { return true }
        if name.hasPrefix(files + "/") {
            return FileVault.isName(String(name.dropFirst(files.utf8.count + 1)))
        }
        guard name.hasPrefix(keys + "/") else { return false }
        let file = name.dropFirst(keys.utf8.count + 1)
        return !file.isEmpty && !file.hasPrefix(".")
            && file.utf8.allSatisfy { byte in
                byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            }
    }
}
