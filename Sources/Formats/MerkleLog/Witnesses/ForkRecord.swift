public import CanonicalJSON

/// Two checkpoints of one journal that do not go together, for whoever has to judge it.
///
/// ```
/// {"type": "kapok-fork/v1", "origin": string, "first": text of a signed note or null,
///  "second": text of a signed note}
/// ```
public struct ForkRecord: Sendable, Hashable {
    public let origin: String
    /// Nil where only its size and root are known.
    public let first: String?
    public let second: String?

    public init(origin: String, first: String?, second: String?) {
        self.origin = origin
        self.first = first
        self.second = second
    }

    public var json: JSONValue {
        .object([
            "type": "kapok-fork/v1", "origin": .string(origin),
            "first": first.map { .string($0) } ?? .null,
            "second": second.map { .string($0) } ?? .null,
        ])
    }
}
