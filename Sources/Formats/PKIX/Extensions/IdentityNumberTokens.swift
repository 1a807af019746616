public import SwiftASN1

/// Numbers of the subject's identity documents, in forms that tell them to nobody but the issuer.
///
/// ```
/// IdentityNumberTokens ::= SEQUENCE SIZE (1..8) OF IdentityNumberToken
/// ```
/// What the issuer says in clear stands in an ``IdentityExtension``.
public struct IdentityNumberTokens: PrivateArcValue {
    public static let structure = Structure("IdentityNumberTokens", "private arc 5")
    public static let arc: UInt = 5
    static let maximumCount = 8

    public let tokens: [IdentityNumberToken]

    /// - Throws: `.outOfRange` unless there are 1 to 8.
    public init(_ tokens: [IdentityNumberToken]) throws(PKIXError) {
        guard (1...Self.maximumCount).contains(tokens.count) else {
            throw .outOfRange(Self.structure.whole)
        }
        self.tokens = tokens
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        try self.init(IdentityNumberToken.decodeList(node, of: Self.structure, context))
    }

    public func encode(into writer: inout DERWriter) { writer.list(tokens) }
}

/// One number, of a kind of document.
///
/// ```
/// IdentityNumberToken ::= SEQUENCE {
///     form     PrintableString ("keyed" | "encrypted"),
///     document PrintableString (SIZE (1..32)),
///     value    OCTET STRING (SIZE (32..160)) }
/// ```
public struct IdentityNumberToken: DERCodable {
    public static let structure = Structure("IdentityNumberToken", "private arc 5")

    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// An HMAC under a key of the issuer, who alone can compare it with a number.
        case keyed
        /// A ciphertext under a key of the issuer, who alone can read it.
        case encrypted
    }

    public let form: Form
    /// The kind of document: a word of the issuer.
    public let document: String
    public let value: [UInt8]

    /// - Throws: `.outOfRange` for another length of the word or the value, `.invalidString` for characters that
    ///   a PrintableString lacks.
    public init(_ form: Form, document: String, value: [UInt8]) throws(PKIXError) {
        guard (1...32).contains(document.unicodeScalars.count) else {
            throw .outOfRange(Self.structure.at("document"))
        }
        guard (32...160).contains(value.count) else {
            throw .outOfRange(Self.structure.at("value"))
        }
        _ = try StringType.printable.decode(
            Array(document.utf8), at: Self.structure.at("document"), DecodingContext(.strict))
        self.form = form
        self.document = document
        self.value = value
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        func text(_ name: String) throws(PKIXError) -> String {
            let place = Self.structure.at(name)
            let octets = try reader.next(.printableString, name).octets(at: place, context)
            return try StringType.printable.decode(octets, at: place, context)
        }
        guard let form = Form(rawValue: try text("form")) else {
            throw .outOfRange(Self.structure.at("form"))
        }
        let document = try text("document")
        let value = try reader.octetString("value")
        try reader.finish()
        try self.init(form, document: document, value: value)
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.string(form.rawValue, .printableString)
            inside.string(document, .printableString)
            inside.octetString(value)
        }
    }
}
