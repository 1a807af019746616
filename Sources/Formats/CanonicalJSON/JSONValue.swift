/// A JSON value without fractions, as journal entries, signed acts and proofs use it.
///
/// Limits of I-JSON (RFC 7493 §2): no duplicate keys, no surrogates or noncharacters in strings,
/// integers within `integerRange`. The parser enforces them; code that makes values keeps to them.
///
/// Dictionary keys are `String`, whose equality is canonical equivalence: two keys that differ in
/// scalars only by normalisation cannot stand in one object, and the parser refuses them as
/// duplicates. Everything else here compares by scalars.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The integers that every JSON reader keeps exactly: ±(2^53 − 1). RFC 7493 §2.2.
    public static let integerRange: ClosedRange<Int64> =
        -9_007_199_254_740_991...9_007_199_254_740_991
}

// MARK: - Typed access

extension JSONValue {
    /// The member with exactly these scalars as key; nil if there is none or this is no object.
    public subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self, let index = members.index(forKey: key),
            members[index].key.utf8.elementsEqual(key.utf8)
        else { return nil }
        return members[index].value
    }

    /// The element at a position; nil if there is none or this is no array.
    public subscript(_ position: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(position) else {
            return nil
        }
        return elements[position]
    }

    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The value as a string; nil if it is anything else.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The value as an integer; nil if it is anything else.
    public var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The value as a truth value; nil if it is anything else.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements in order; nil if this is no array.
    public var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members; nil if this is no object.
    public var object: [String: JSONValue]? {
        if case .object(let value) = self { value } else { nil }
    }
}

// MARK: - Equality

extension JSONValue: Equatable {
    /// True exactly when the canonical bytes are the same: strings compare by scalars.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.count == b.count && a.allSatisfy { key, value in right[key] == value }
        default: false
        }
    }
}

// MARK: - Literals

extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    public init(integerLiteral value: Int64) { self = .integer(value) }

    public init(stringLiteral value: String) { self = .string(value) }

    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// The keys of the literal differ from each other.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
}
