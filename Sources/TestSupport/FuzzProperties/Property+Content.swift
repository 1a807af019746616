import Archives

extension Property {
    /// What a file is: however its octets come, the same; what a name may be called is what was found; and a
    /// directory says no more than is bearable.
    static let fileContent = Property("fileContent") { input throws(Violation) in
        let found = recognised(FileContent(input))
        let slow = FileContent(count: Int64(input.count)) { offset, count in
            Array(input.dropFirst(Int(offset)).prefix(count))
        }
        try require(found == recognised(slow), "it does not matter how the octets are read")
        if let found {
            let takes = MediaType.all.filter { type in
                (try? type.require(in: FileContent(input))) != nil
            }
            try require(takes.contains(found), "it is what it was found to be")
            try require(
                found.id == "text/plain" || takes == [found], "it is one thing to all names")
        }
        guard let directory = try? ZipDirectory(of: FileContent(input)) else { return }
        try require(
            directory.entries.count <= ZipDirectory.maximumEntries
                && directory.entries.reduce(0) { $0 + $1.bytes }
                    <= ZipDirectory.maximumUnpackedBytes,
            "it is bearable")
        try require(
            directory.entries.reduce(0) { $0 + $1.packedBytes } <= Int64(input.count),
            "its parts lie side by side")
        try require(
            directory.entries.allSatisfy { !$0.name.split(separator: "/").contains("..") },
            "no part leaves its folder")
    }

    private static func recognised(_ content: FileContent) -> MediaType? {
        try? MediaType.recognised(in: content)
    }
}
