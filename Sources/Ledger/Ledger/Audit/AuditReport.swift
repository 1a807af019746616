package import CanonicalJSON

/// What an audit of a whole ledger found.
package struct AuditReport: Sendable {
    /// More say nothing new; the number left off is told.
    static let maximumFindings = 1000

    /// How many entries, checkpoints and rows were looked at.
    package internal(set) var entries: Int64 = 0
    package internal(set) var checkpoints: Int64 = 0
    package internal(set) var rows: Int64 = 0
    package private(set) var findings: [AuditFinding] = []
    /// Findings beyond the limit.
    package private(set) var findingsLeftOff: Int64 = 0
    /// The last signed checkpoint, as text of its note: what the report is about.
    package internal(set) var checkpoint = ""
    /// Its size.
    var signed: Int64 = 0
    /// How many entries behind it are not signed for yet: their key, which is in another process, was not to be
    /// had.
    package internal(set) var unsigned: Int64 = 0

    package var isClean: Bool { findings.isEmpty }

    mutating func add(_ finding: AuditFinding) {
        if findings.count < Self.maximumFindings {
            findings.append(finding)
        } else {
            findingsLeftOff += 1
        }
    }
}

/// One thing that is not as the journal says.
package enum AuditFinding: Sendable, Hashable {
    /// There is no entry at a place that a signed checkpoint covers.
    case entryMissing(index: Int64)
    /// The bytes are not those that were hashed into the tree.
    case entryChanged(index: Int64)
    /// An entry stands behind the last signed checkpoint.
    case entryBeyondCheckpoint(index: Int64)
    /// The columns by which the entry is found say something else than its bytes.
    case entryListedWrongly(index: Int64)
    /// The bytes are no entry of this version.
    case entryUnreadable(index: Int64)
    /// The entry is older than the one before.
    case timeBackwards(index: Int64)
    /// An officer's signature inside the entry does not verify.
    case officerSignatureWrong(index: Int64)
    /// The officers' signatures inside the entry do not carry what it says was done.
    case entryUnauthorised(index: Int64)
    /// An officer did what loosens while screening or training had lapsed.
    case officerUnqualified(index: Int64)
    /// What was entered behind a succession is not what its officers signed.
    case lostActsDiffer(index: Int64)
    case tileMissing(level: Int, number: Int64)
    case tileChanged(level: Int, number: Int64)
    /// The tree of this size has another root than the checkpoint says.
    case checkpointRootWrong(size: Int64)
    case checkpointSignatureWrong(size: Int64)
    /// Who has the checkpoint key signed another journal, or knows of another one.
    case checkpointRefused(size: Int64)
    /// A checkpoint that an officer's act names is no longer there.
    case checkpointMissing(size: Int64)
    /// The checkpoint that an officer's act names had another root.
    case checkpointForeign(size: Int64)
    /// A row is not as its last change left it.
    case rowChanged(table: String, key: String, entry: Int64)
    /// A row that no entry put there.
    case rowAdded(table: String, key: String)
    /// A row that no entry removed.
    case rowMissing(table: String, key: String, entry: Int64)
    /// A row is as its last change left it, and says what no act can have left.
    case rowContradicted(table: String, key: String)
    /// An entry changed a table that this program does not know, so that its rows stay unchecked.
    case tableUnknown(name: String)
    /// A sealed file that a row names is not in its folder.
    case fileMissing(file: String)
    /// A sealed file is not what it was when it got its name.
    case fileChanged(file: String)
    /// The storage finds its own structures damaged: rows that are there may not be found.
    case storageDefective(detail: String)

    /// A stable name for the API and for messages.
    package var id: String {
        switch self {
        case .entryMissing: "entryMissing"
        case .entryChanged: "entryChanged"
        case .entryBeyondCheckpoint: "entryBeyondCheckpoint"
        case .entryListedWrongly: "entryListedWrongly"
        case .entryUnreadable: "entryUnreadable"
        case .timeBackwards: "timeBackwards"
        case .officerSignatureWrong: "officerSignatureWrong"
        case .entryUnauthorised: "entryUnauthorised"
        case .officerUnqualified: "officerUnqualified"
        case .lostActsDiffer: "lostActsDiffer"
        case .tileMissing: "tileMissing"
        case .tileChanged: "tileChanged"
        case .checkpointRootWrong: "checkpointRootWrong"
        case .checkpointSignatureWrong: "checkpointSignatureWrong"
        case .checkpointRefused: "checkpointRefused"
        case .checkpointMissing: "checkpointMissing"
        case .checkpointForeign: "checkpointForeign"
        case .rowChanged: "rowChanged"
        case .rowAdded: "rowAdded"
        case .rowMissing: "rowMissing"
        case .rowContradicted: "rowContradicted"
        case .tableUnknown: "tableUnknown"
        case .fileMissing: "fileMissing"
        case .fileChanged: "fileChanged"
        case .storageDefective: "storageDefective"
        }
    }

    /// The place, for people and programs: index, size, tile, or table and key.
    package var facts: [String: JSONValue] {
        switch self {
        case .entryMissing(let index), .entryChanged(let index),
            .entryBeyondCheckpoint(let index), .entryListedWrongly(let index),
            .entryUnreadable(let index), .timeBackwards(let index),
            .officerSignatureWrong(let index), .entryUnauthorised(let index),
            .officerUnqualified(let index), .lostActsDiffer(let index):
            ["entry": .integer(index)]
        case .tileMissing(let level, let number), .tileChanged(let level, let number):
            ["level": .integer(Int64(level)), "number": .integer(number)]
        case .checkpointRootWrong(let size), .checkpointSignatureWrong(let size),
            .checkpointRefused(let size),
            .checkpointMissing(let size), .checkpointForeign(let size):
            ["size": .integer(size)]
        case .rowChanged(let table, let key, let entry), .rowMissing(let table, let key, let entry):
            ["table": .string(table), "key": .string(key), "entry": .integer(entry)]
        case .rowAdded(let table, let key), .rowContradicted(let table, let key):
            ["table": .string(table), "key": .string(key)]
        case .tableUnknown(let name):
            ["table": .string(name)]
        case .fileMissing(let file), .fileChanged(let file):
            ["file": .string(file)]
        case .storageDefective(let detail):
            ["detail": .string(detail)]
        }
    }
}
