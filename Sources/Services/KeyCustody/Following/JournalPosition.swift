package import CanonicalJSON

/// How far a journal was followed.
package struct JournalPosition: Sendable, Hashable {
    /// The number of entries.
    package let size: Int64
    /// Of the tree over these entries; 32 octets.
    package let root: [UInt8]

    package init(size: Int64, root: [UInt8]) {
        (self.size, self.root) = (size, root)
    }

    /// From the members `size` and `root` of an object; nil where they are missing.
    package init?(_ json: JSONValue) {
        guard let size = json["size"]?.integer, size >= 0,
            let root = json["root"]?.string.flatMap(Hex.decode), root.count == 32
        else { return nil }
        self.init(size: size, root: root)
    }

    package var members: [String: JSONValue] {
        ["size": .integer(size), "root": .string(Hex.encode(root))]
    }
}
