extension Tile {
    /// Where the tile is published, below the log's prefix: `tile/<L>/<N>[.p/<W>]`.
    public var path: String {
        "tile/\(level)/\(position)"
    }

    /// Where the entries under a tile of level 0 are published: `tile/entries/<N>[.p/<W>]`.
    ///
    /// Nil at other levels.
    public var entriesPath: String? {
        level == 0 ? "tile/entries/\(position)" : nil
    }

    /// Reads either kind of path, in its one writing; nil for anything else.
    ///
    /// The path of an entry bundle gives the tile of level 0 above it.
    public init?(path: String) {
        let elements = path.utf8.split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard elements.count > 2 else { return nil }
        let isEntries = elements[1].elementsEqual("entries".utf8)
        guard let level = isEntries ? 0 : Self.number(elements[1]).map(Int.init) else { return nil }
        var width = Self.fullWidth
        var digits = elements[2...].map { Array($0) }
        let isPartial =
            digits.count > 1 && digits[digits.count - 2].suffix(2).elementsEqual(".p".utf8)
        if isPartial {
            guard let partial = Self.number(digits.removeLast()), partial < Self.fullWidth else {
                return nil
            }
            width = Int(partial)
            digits[digits.count - 1].removeLast(2)
        }
        guard let index = Self.index(digits),
            let tile = Tile(level: level, index: index, width: width),
            // One writing only: leading zeros and the like do not come back the same.
            (isEntries ? tile.entriesPath : tile.path)?.utf8.elementsEqual(path.utf8) == true
        else { return nil }
        self = tile
    }

    /// The index in groups of three digits, all but the last marked with `x`, and the width if
    /// partial, so that files and folders never take the same name.
    private var position: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            let padding = String(repeating: "0", count: 3 - digits.utf8.count)
            groups.append((groups.isEmpty ? "" : "x") + padding + digits)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/") + (isPartial ? ".p/\(width)" : "")
    }

    private static func index(_ groups: [[UInt8]]) -> Int64? {
        var digits: [UInt8] = []
        for (position, group) in groups.enumerated() {
            let isLast = position == groups.count - 1
            guard group.count == (isLast ? 3 : 4), isLast || group[0] == UInt8(ascii: "x") else {
                return nil
            }
            digits += group.suffix(3)
        }
        return number(digits)
    }

    /// Decimal digits alone; nil for none, for a sign and beyond 63 bits.
    private static func number(_ digits: some Collection<UInt8>) -> Int64? {
        guard !digits.isEmpty,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
