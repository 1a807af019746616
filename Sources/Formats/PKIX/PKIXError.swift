/// Why bytes are not the structure that they should be, or a value may not be encoded as one.
///
/// Closed: every decoder of this module throws one of these and nothing else. Each case names the
/// structure, the field and the section that asks for it.
public enum PKIXError: Error, Hashable, Sendable {
    /// More bytes than this structure may have; refused before decoding begins.
    case tooLarge(Place, maximumBytes: Int)
    /// No DER: truncated, a bad tag or length, nested too deeply, or not in the one allowed form.
    case notDER(Place)
    /// Bytes or elements after the end of the structure.
    case trailingData(Place)
    /// A field that must be there is not, or a list that must not be empty is.
    case missing(Place)
    /// A field is there, but has another type or tag.
    case unexpectedType(Place)
    /// A value equal to its DEFAULT is encoded. X.690 §11.5.
    case encodedDefault(Place)
    /// The elements of a SET OF are not in ascending order. X.690 §11.6.
    case unordered(Place)
    /// Something that may occur once occurs twice.
    case duplicate(Place)
    /// Characters that the string type does not have, or a string type that the field does not.
    case invalidString(Place)
    /// A value or length outside what the section allows.
    case outOfRange(Place)
    /// Two fields contradict each other.
    case inconsistent(Place)
    /// A version or form that this product does not know.
    case unsupported(Place)

    /// Where it happened.
    public var place: Place {
        switch self {
        case .tooLarge(let place, _), .notDER(let place), .trailingData(let place),
            .missing(let place), .unexpectedType(let place), .encodedDefault(let place),
            .unordered(let place), .duplicate(let place), .invalidString(let place),
            .outOfRange(let place), .inconsistent(let place), .unsupported(let place):
            place
        }
    }

    /// The stable name of the defect, such as `encodedDefault`.
    public var defect: String {
        switch self {
        case .tooLarge: "tooLarge"
        case .notDER: "notDER"
        case .trailingData: "trailingData"
        case .missing: "missing"
        case .unexpectedType: "unexpectedType"
        case .encodedDefault: "encodedDefault"
        case .unordered: "unordered"
        case .duplicate: "duplicate"
        case .invalidString: "invalidString"
        case .outOfRange: "outOfRange"
        case .inconsistent: "inconsistent"
        case .unsupported: "unsupported"
        }
    }
}

extension PKIXError: CustomStringConvertible {
    /// One line for logs, such as `encodedDefault: BasicConstraints.cA (RFC 5280 §4.2.1.9)`. Holds
    /// no bytes of the input.
    public var description: String {
        "\(defect): \(place)"
    }
}

/// A structure of a standard, by its name there and the section that defines it.
public struct Structure: Hashable, Sendable {
    /// The name of the ASN.1 type, such as `BasicConstraints`.
    public let name: String
    /// Such as `RFC 5280 §4.2.1.9`.
    public let section: String

    /// Names a structure by its ASN.1 type and the section that defines it.
    public init(_ name: String, _ section: String) {
        self.name = name
        self.section = section
    }

    /// The place of one field of this structure.
    public func at(_ field: String) -> Place {
        Place(structure: self, field: field)
    }

    /// The structure as a whole.
    public var whole: Place {
        Place(structure: self, field: nil)
    }
}

/// A field of a structure, or the structure as a whole.
public struct Place: Hashable, Sendable, CustomStringConvertible {
    public let structure: Structure
    /// The name of the field in the ASN.1 type; nil for the structure as a whole.
    public let field: String?

    /// Such as `BasicConstraints.cA (RFC 5280 §4.2.1.9)`.
    public var description: String {
        let name = field.map { structure.name + "." + $0 } ?? structure.name
        return "\(name) (\(structure.section))"
    }
}

/// A defect of a foreign object that was read all the same.
public struct PKIXWarning: Hashable, Sendable {
    /// What a strict decoder would have thrown.
    public let error: PKIXError

    /// A warning of what a strict decoder would have thrown.
    public init(error: PKIXError) {
        self.error = error
    }
}
