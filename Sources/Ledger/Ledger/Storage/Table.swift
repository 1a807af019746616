/// A column of a table: its name, one of three types, and whether it may be empty.
package struct Column: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case integer, text, blob }

    package let name: String
    package let kind: Kind
    package let isNullable: Bool

    package init(_ name: String, _ kind: Kind, nullable: Bool = false) {
        self.name = name
        self.kind = kind
        isNullable = nullable
    }
}

/// An index over columns of one table; a unique one refuses a second row with the same values.
package struct Index: Sendable, Hashable {
    package let columns: [String]
    package let isUnique: Bool
    /// Which rows it holds, in portable SQL without places for parameters; nil for all. A query uses
    /// it where the same text stands in its condition.
    package let condition: String?

    package init(_ columns: [String], unique: Bool = false, where condition: String? = nil) {
        self.columns = columns
        isUnique = unique
        self.condition = condition
    }
}

/// A table declared in Swift and rendered by each driver's dialect.
///
/// Names are lower-case letters, digits and underscores: they are written into SQL. A later
/// version may add nullable columns and indexes, and nothing else: the hash of a row leaves out
/// its empty columns, so that rows written before keep their hash.
package struct Table: Sendable, Hashable {
    package let name: String
    package let columns: [Column]
    /// The columns of the primary key, in order. At least one; none of them nullable.
    package let key: [String]
    package let indexes: [Index]
    /// Whether the rows are best kept in the order of their key, and found without a second look:
    /// for rows of a few hundred bytes at most. A driver may do without.
    package let isClustered: Bool
    /// Whether no act ever changes or removes a row. A column `entry` tells which entry wrote it.
    package let isWrittenOnce: Bool
    /// What an audit asks: each in portable SQL, selecting the keys of rows that no act can have left as
    /// they are, such as a state that its history does not tell.
    package let contradictions: [String]
    /// The operations whose entries change its rows; any where none is named.
    package let writers: [String]

    package init(
        _ name: String, columns: [Column], key: [String], indexes: [Index] = [],
        clustered: Bool = false, writtenOnce: Bool = false, contradictions: [String] = [],
        writers: [String] = []
    ) {
        let known = columns.map(\.name)
        precondition(!key.isEmpty && key.allSatisfy(known.contains), "the key is among the columns")
        precondition(
            indexes.allSatisfy { $0.columns.allSatisfy(known.contains) },
            "an index is over columns of its table")
        precondition(
            ([name] + known).allSatisfy(Self.isPlainName), "names are written into SQL as they are")
        self.name = name
        self.columns = columns
        self.key = key
        self.indexes = indexes
        isClustered = clustered
        isWrittenOnce = writtenOnce
        self.contradictions = contradictions
        self.writers = writers
    }

    /// Whether its column `entry`, where it has one, names the entry that wrote the row last.
    var tellsEntry: Bool { isWrittenOnce || !contradictions.isEmpty }

    private static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}
