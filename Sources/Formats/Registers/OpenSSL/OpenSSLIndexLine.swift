public import PKIX

/// One line of the index of `openssl ca`: six fields between tabs.
///
/// ```
/// V|R|E  expiry  revocation  serial  file  /C=…/CN=…
/// ```
/// Moments are UTCTime or GeneralizedTime as text. The revocation is a moment, and after commas a
/// reason and what belongs to it: `holdInstruction,OID`, `keyTime,MOMENT`, `CAkeyTime,MOMENT`. A tab
/// within a field has a backslash before it. openssl-ca(1), apps/lib/apps.c `unpack_revinfo`.
public struct OpenSSLIndexLine: Sendable, Hashable {
    public let serial: SerialNumber
    public let notAfterMilliseconds: Int64
    public let revocation: RegisterRow.Revocation?
    public let subject: String

    /// The file's name that `openssl ca` writes, whatever the file is.
    private static let unknownFile = "unknown"
    private static let fieldCount = 6

    /// Whether a line says nothing: an empty one, or a comment.
    public static func isBlank(_ line: [UInt8]) -> Bool {
        line.isEmpty || line[0] == UInt8(ascii: "#")
    }

    /// - Throws: the first thing that is wrong with it.
    public init(parsing line: [UInt8]) throws(RegisterError) {
        var fields: [String] = []
        for field in Self.fields(of: line) {
            guard let text = String(validating: field, as: UTF8.self) else { throw .text }
            fields.append(text)
        }
        guard fields.count == Self.fieldCount else { throw .fields }
        guard ["V", "R", "E"].contains(fields[0]) else { throw .state }
        notAfterMilliseconds = try RegisterTime.milliseconds(fields[1])
        guard (fields[0] == "R") != fields[2].isEmpty else { throw .missing }
        revocation = fields[2].isEmpty ? nil : try Self.revocation(fields[2])
        serial = try Self.serial(fields[3])
        guard !fields[5].isEmpty else { throw .missing }
        guard fields[5].utf8.count <= RegisterRow.maximumSubjectBytes else { throw .tooLong }
        subject = fields[5]
    }

    /// The line for a row, as `openssl ca` reads it.
    public static func text(
        of row: RegisterRow, notAfterMilliseconds: Int64, subject: String
    ) -> String {
        var fields = [
            row.revocation == nil ? "V" : "R", RegisterTime.text(notAfterMilliseconds), "",
            row.serial.hex.uppercased(), unknownFile, subject,
        ]
        if let revocation = row.revocation { fields[2] = text(of: revocation) }
        return fields.map(escaped).joined(separator: "\t") + "\n"
    }

    private static func escaped(_ field: String) -> String {
        var text = ""
        for scalar in field.unicodeScalars {
            switch scalar {
            case "\t": text += "\\\t"
            // No field may end the line.
            case "\n", "\r": text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func fields(of line: [UInt8]) -> [[UInt8]] {
        var fields: [[UInt8]] = [[]]
        for octet in line {
            if octet == UInt8(ascii: "\t") {
                if fields[fields.count - 1].last == UInt8(ascii: "\\") {
                    fields[fields.count - 1][fields[fields.count - 1].count - 1] = octet
                } else {
                    fields.append([])
                }
            } else {
                fields[fields.count - 1].append(octet)
            }
        }
        return fields
    }

    /// An even number of hexadecimal digits.
    private static func serial(_ text: String) throws(RegisterError) -> SerialNumber {
        guard !text.isEmpty, text.utf8.count.isMultiple(of: 2),
            text.utf8.allSatisfy({
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                    || UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0
                    || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }),
            let serial = try? SerialNumber(parsing: text)
        else { throw .serial }
        return serial
    }

    // MARK: Revocation

    /// Names as `openssl ca` writes them; it compares without case.
    private static let reasons: [(name: String, reason: RevocationReason)] = [
        ("unspecified", .unspecified), ("keyCompromise", .keyCompromise),
        ("CACompromise", .caCompromise), ("affiliationChanged", .affiliationChanged),
        ("superseded", .superseded), ("cessationOfOperation", .cessationOfOperation),
        ("certificateHold", .certificateHold), ("privilegeWithdrawn", .privilegeWithdrawn),
        ("AACompromise", .aaCompromise),
        // With more behind them.
        ("holdInstruction", .certificateHold), ("keyTime", .keyCompromise),
        ("CAkeyTime", .caCompromise),
    ]

    private static func revocation(_ text: String) throws(RegisterError) -> RegisterRow.Revocation {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let since = try RegisterTime.milliseconds(parts[0])
        guard parts.count > 1 else { return .init(sinceMilliseconds: since) }
        let name = parts[1].lowercased()
        guard let known = reasons.first(where: { $0.name.lowercased() == name }) else {
            throw .reason
        }
        let takesMore = ["holdinstruction", "keytime", "cakeytime"].contains(name)
        guard parts.count == (takesMore ? 3 : 2) else { throw .reason }
        // The instruction of a hold is out of use (RFC 5280 §5.3 no longer has it); the hold counts.
        let invalidity = name.hasSuffix("keytime") ? try RegisterTime.milliseconds(parts[2]) : nil
        return .init(
            sinceMilliseconds: since, reason: known.reason, invalidityMilliseconds: invalidity)
    }

    private static func text(of revocation: RegisterRow.Revocation) -> String {
        let since = RegisterTime.text(revocation.sinceMilliseconds)
        guard let reason = revocation.reason,
            let name = reasons.first(where: { $0.reason == reason })?.name
        else { return since }
        guard let invalidity = revocation.invalidityMilliseconds else { return "\(since),\(name)" }
        switch reason {
        // The form has a place for the date with these two alone.
        case .keyCompromise: return "\(since),keyTime,\(RegisterTime.generalized(invalidity))"
        case .caCompromise: return "\(since),CAkeyTime,\(RegisterTime.generalized(invalidity))"
        default: return "\(since),\(name)"
        }
    }
}
