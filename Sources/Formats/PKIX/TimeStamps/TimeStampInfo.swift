public import SwiftASN1

/// What a time-stamping service says: this imprint was there at this time.
///
/// ```
/// TSTInfo ::= SEQUENCE {
///     version             INTEGER { v1(1) },
///     policy              TSAPolicyId,
///     messageImprint      MessageImprint,
///     serialNumber        INTEGER,  -- up to 160 bits
///     genTime             GeneralizedTime,
///     accuracy            Accuracy OPTIONAL,
///     ordering            BOOLEAN DEFAULT FALSE,
///     nonce               INTEGER OPTIONAL,
///     tsa             [0] GeneralName OPTIONAL,
///     extensions      [1] IMPLICIT Extensions OPTIONAL }
/// Accuracy ::= SEQUENCE {
///     seconds             INTEGER OPTIONAL,
///     millis          [0] INTEGER (1..999) OPTIONAL,
///     micros          [1] INTEGER (1..999) OPTIONAL }
/// ```
/// RFC 3161 §2.4.2. The bytes are kept. Extensions must not be critical: none is known here.
public struct TimeStampInfo: DERCodable {
    public static let structure = Structure("TSTInfo", "RFC 3161 §2.4.2")

    public let policy: ASN1ObjectIdentifier
    public let imprint: MessageImprint
    /// The contents of the INTEGER.
    public let serialOctets: [UInt8]
    /// Milliseconds since 1970 UTC; finer fractions are cut off.
    public let atMilliseconds: Int64
    /// How far the true time may lie to either side, in milliseconds rounded up; 0 where the
    /// service does not say.
    public let accuracyMilliseconds: Int64
    /// The contents of the INTEGER; nil without one.
    public let nonce: [UInt8]?
    /// As it was read.
    public let derEncoded: [UInt8]

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        guard try reader.integer("version") == 1 else {
            throw .unsupported(Self.structure.at("version"))
        }
        policy = try reader.objectIdentifier("policy")
        imprint = try MessageImprint(from: reader.next("messageImprint"), context)
        let place = Self.structure.at("serialNumber")
        serialOctets = try reader.next(.integer, "serialNumber").integerOctets(at: place, context)
        // 160 bits and a sign octet.
        guard serialOctets.count <= 21 else { throw .outOfRange(place) }
        atMilliseconds = try Self.time(reader.next(.generalizedTime, "genTime"), context)
        accuracyMilliseconds = try Self.accuracy(reader.optional(.sequence), context)
        _ = try reader.boolean("ordering", default: false)
        nonce = try reader.optional(.integer).map { (node) throws(PKIXError) in
            try node.integerOctets(at: Self.structure.at("nonce"), context)
        }
        _ = reader.optional(tag: 0)
        if let extensions = reader.optional(tag: 1) {
            try Self.refuseCritical(extensions, context)
        }
        try reader.finish()
        derEncoded = node.encoded
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    /// `YYYYMMDDhhmmss[.s…]Z`: seconds always, a fraction without trailing zeros. RFC 3161 §2.4.2.
    private static func time(
        _ node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) -> Int64 {
        let place = structure.at("genTime")
        let text = try node.octets(at: place, context)
        let digits = text.prefix { (0x30...0x39).contains($0) }
        let fraction = text.dropFirst(digits.count).dropLast().dropFirst()
        let isWhole = text.count == 15
        guard digits.count == 14, text.last == UInt8(ascii: "Z"),
            isWhole || text[14] == UInt8(ascii: "."), isWhole || (1...9).contains(fraction.count),
            fraction.allSatisfy({ (0x30...0x39).contains($0) }), fraction.last != 0x30
        else { throw .notDER(place) }
        func number(_ range: Range<Int>) -> Int {
            text[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard
            let moment = CivilTime(
                year: number(0..<4), month: number(4..<6), day: number(6..<8),
                hour: number(8..<10), minute: number(10..<12), second: number(12..<14))
        else { throw .outOfRange(place) }
        let thousandths = (Array(fraction) + [0x30, 0x30]).prefix(3)
        return moment.milliseconds
            + (isWhole ? 0 : thousandths.reduce(0) { $0 * 10 + Int64($1 - 0x30) })
    }

    private static func accuracy(
        _ node: ASN1Node?, _ context: DecodingContext
    ) throws(PKIXError) -> Int64 {
        guard let node else { return 0 }
        let place = structure.at("accuracy")
        var reader = try DERReader(node, as: structure, context)
        let seconds =
            try reader.optional(.integer).map { (node) throws(PKIXError) in
                try node.integer(at: place, context)
            } ?? 0
        var parts: [Int] = []
        for tag: UInt in [0, 1] {
            guard let part = reader.optional(tag: tag) else {
                parts.append(0)
                continue
            }
            let value = try part.integer(at: place, context)
            guard (1...999).contains(value) else { throw .outOfRange(place) }
            parts.append(value)
        }
        try reader.finish()
        // A day is more than any service claims.
        guard (0...86_400).contains(seconds) else { throw .outOfRange(place) }
        return Int64(seconds) * 1000 + Int64(parts[0]) + (parts[1] > 0 ? 1 : 0)
    }

    private static func refuseCritical(
        _ node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) {
        let place = structure.at("extensions")
        for element in try node.children(at: place) {
            guard try !Extension(from: element, context).critical else {
                throw .unsupported(place)
            }
        }
    }
}
