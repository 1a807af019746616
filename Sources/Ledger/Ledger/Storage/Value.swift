/// One field of a row, in the only three types that every driver stores alike, or nothing.
///
/// Text is equal when its Unicode scalars are: Swift's own `String` equality is canonical
/// equivalence, under which two different names would be one key.
package enum Value: Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

extension Value: Hashable {
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.integer(let left), .integer(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.blob(let left), .blob(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null:
            hasher.combine(0)
        case .integer(let value):
            hasher.combine(1)
            hasher.combine(value)
        case .text(let value):
            hasher.combine(2)
            // Equal scalars hash alike, though what only looks alike may as well.
            hasher.combine(value)
        case .blob(let value):
            hasher.combine(3)
            hasher.combine(value)
        }
    }
}

extension Value {
    /// Null for nil; otherwise the text.
    package init(_ text: String?) { self = text.map(Value.text) ?? .null }
    /// Null for nil; otherwise the number.
    package init(_ integer: Int64?) { self = integer.map(Value.integer) ?? .null }
    /// Null for nil; otherwise the bytes.
    package init(_ blob: [UInt8]?) { self = blob.map(Value.blob) ?? .null }
    /// 1 or 0.
    package init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }

    package var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    package var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    package var blob: [UInt8]? {
        if case .blob(let value) = self { value } else { nil }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
}
