public import SwiftASN1

/// Statements of the issuer, of which the limit of liability for one transaction is ours.
///
/// ```
/// QCStatements ::= SEQUENCE OF QCStatement
/// ```
/// RFC 3739 §3.2.6.
public struct QCStatements: ExtensionValue {
    public static let structure = Structure("QCStatements", "RFC 3739 §3.2.6")
    public static let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 1, 3]

    public let statements: [QCStatement]

    /// - Precondition: at least one statement.
    public init(_ statements: [QCStatement]) {
        precondition(!statements.isEmpty)
        self.statements = statements
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        statements = try QCStatement.decodeList(node, of: Self.structure, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.list(statements)
    }

    /// The limit of the value of one transaction; nil where none is stated.
    public var limit: MonetaryValue? {
        for case .limitValue(let value) in statements { return value }
        return nil
    }
}

/// One statement.
///
/// ```
/// QCStatement ::= SEQUENCE {
///     statementId   OBJECT IDENTIFIER,
///     statementInfo ANY DEFINED BY statementId OPTIONAL }
/// ```
/// RFC 3739 §3.2.6; the statements are those of ETSI EN 319 412-5.
public enum QCStatement: DERCodable {
    public static let structure = Structure("QCStatement", "RFC 3739 §3.2.6")
    static let complianceIdentifier: ASN1ObjectIdentifier = [0, 4, 0, 1862, 1, 1]
    static let limitValueIdentifier: ASN1ObjectIdentifier = [0, 4, 0, 1862, 1, 2]

    /// QcCompliance: issued as an EU qualified certificate. ETSI EN 319 412-5 §4.2.1.
    case compliance
    /// QcLimitValue. ETSI EN 319 412-5 §4.3.2.
    case limitValue(MonetaryValue)
    /// Any other; its information is a whole encoding.
    case other(ASN1ObjectIdentifier, [UInt8]?)

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let identifier = try reader.objectIdentifier("statementId")
        switch identifier {
        case Self.complianceIdentifier:
            self = .compliance
        case Self.limitValueIdentifier:
            self = .limitValue(
                try MonetaryValue(from: reader.next("statementInfo"), context))
        default:
            self = .other(
                identifier, reader.isAtEnd ? nil : try reader.next("statementInfo").encoded)
        }
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            switch self {
            case .compliance:
                inside.objectIdentifier(Self.complianceIdentifier)
            case .limitValue(let value):
                inside.objectIdentifier(Self.limitValueIdentifier)
                value.encode(into: &inside)
            case .other(let identifier, let information):
                inside.objectIdentifier(identifier)
                if let information { inside.raw(information) }
            }
        }
    }
}

/// An amount of money: `amount` times ten to the power of `exponent`, in a currency.
///
/// ```
/// MonetaryValue ::= SEQUENCE {
///     currency Iso4217CurrencyCode,
///     amount   INTEGER,
///     exponent INTEGER }
/// Iso4217CurrencyCode ::= CHOICE {
///     alphabetic PrintableString (SIZE (3)),
///     numeric    INTEGER (1..999) }
/// ```
/// ETSI EN 319 412-5 §4.3.2.
public struct MonetaryValue: DERCodable {
    public static let structure = Structure("MonetaryValue", "ETSI EN 319 412-5 §4.3.2")

    /// A currency by its ISO 4217 code.
    public enum Currency: Hashable, Sendable {
        /// Three upper-case letters, such as `HKD`; what new statements should have.
        case alphabetic(String)
        /// 1 to 999.
        case numeric(Int)
    }

    public let currency: Currency
    public let amount: Int
    public let exponent: Int

    /// An amount in a currency of three upper-case letters.
    ///
    /// - Throws: `.invalidString` for another currency, `.outOfRange` for a negative amount.
    public init(currency: String, amount: Int, exponent: Int = 0) throws(PKIXError) {
        guard Self.isCode(currency) else {
            throw .invalidString(Self.structure.at("currency"))
        }
        guard amount >= 0 else { throw .outOfRange(Self.structure.at("amount")) }
        self.currency = .alphabetic(currency)
        self.amount = amount
        self.exponent = exponent
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        currency = try Self.currency(&reader)
        amount = try reader.integer("amount")
        exponent = try reader.integer("exponent")
        try reader.finish()
        if amount < 0 { try context.tolerate(.outOfRange(Self.structure.at("amount"))) }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            switch currency {
            case .alphabetic(let code): inside.string(code, .printableString)
            case .numeric(let code): inside.integer(code)
            }
            inside.integer(amount)
            inside.integer(exponent)
        }
    }

    private static func currency(_ reader: inout DERReader) throws(PKIXError) -> Currency {
        let place = structure.at("currency")
        if let node = reader.optional(.printableString) {
            let octets = try node.octets(at: place, reader.context)
            let code = try StringType.printable.decode(octets, at: place, reader.context)
            if !isCode(code) { try reader.context.tolerate(.invalidString(place)) }
            return .alphabetic(code)
        }
        let code = try reader.integer("currency")
        if !(1...999).contains(code) { try reader.context.tolerate(.outOfRange(place)) }
        return .numeric(code)
    }

    private static func isCode(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5a).contains($0) }
    }
}
