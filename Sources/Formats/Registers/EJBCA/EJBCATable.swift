import CanonicalJSON
import PKIX

/// The columns of EJBCA's table `CertificateData` in a comma-separated export, as its header names
/// them, in any order and case; columns that say nothing here are passed over.
///
/// Needed are `serialNumber` (decimal), `status`, `expireDate` (milliseconds since 1970). Read where they
/// are there: `revocationDate` (milliseconds, -1 for none), `revocationReason` (RFC 5280, -1 for none),
/// `invalidityDate` (the same), `subjectDN`, `base64Cert`.
public struct EJBCATable: Sendable {
    private let columns: [String: Int]
    private let count: Int

    private static let needed = ["serialnumber", "status", "expiredate"]
    private static let read =
        needed + [
            "revocationdate", "revocationreason", "invaliditydate", "subjectdn", "base64cert",
        ]

    /// - Throws: `.header` where a column is missing that is needed, or is there twice.
    public init(header: [String]) throws(RegisterError) {
        var columns: [String: Int] = [:]
        for (place, name) in header.enumerated() {
            let name = name.lowercased()
            guard Self.read.contains(name) else { continue }
            guard columns.updateValue(place, forKey: name) == nil else { throw .header }
        }
        guard Self.needed.allSatisfy({ columns[$0] != nil }) else { throw .header }
        self.columns = columns
        count = header.count
    }

    /// What EJBCA's `CertificateConstants` calls active, told of its end, revoked, and archived: a
    /// certificate on hold is revoked with that reason. Others never were certificates, or not yet.
    private enum Status: Int {
        case active = 20
        case notifiedAboutExpiration = 21
        case revoked = 40
        case archived = 60
    }

    /// - Throws: the first thing that is wrong with it.
    public func row(_ fields: [String]) throws(RegisterError) -> RegisterRow {
        guard fields.count == count else { throw .fields }
        guard let decimal = value("serialnumber", fields),
            decimal.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let serial = try? SerialNumber(parsing: "dec:\(decimal)")
        else { throw .serial }
        guard let status = value("status", fields).flatMap({ Int($0) }).flatMap(Status.init) else {
            throw .state
        }
        guard let notAfter = try moment("expiredate", fields) else { throw .missing }
        let certificate = try certificate(fields)
        return RegisterRow(
            serial: serial, certificate: certificate, subject: try subject(fields),
            notAfterMilliseconds: notAfter, revocation: try revocation(status, fields))
    }

    private func revocation(
        _ status: Status, _ fields: [String]
    ) throws(RegisterError) -> RegisterRow.Revocation? {
        let since = try moment("revocationdate", fields)
        let number = value("revocationreason", fields).map { Int($0) ?? .min } ?? -1
        // An archived certificate was revoked if its row says why or when; else it has expired.
        let isRevoked = status == .revoked || status == .archived && (since != nil || number > -1)
        guard isRevoked else {
            // Taken off a hold, a row keeps when that was.
            guard number == -1 || number == 8 else { throw .reason }
            return nil
        }
        guard let since else { throw .missing }
        guard number == -1 || number != 8 && RevocationReason(rawValue: number) != nil else {
            throw .reason
        }
        return RegisterRow.Revocation(
            sinceMilliseconds: since, reason: RevocationReason(rawValue: number),
            invalidityMilliseconds: try moment("invaliditydate", fields))
    }

    private func certificate(_ fields: [String]) throws(RegisterError) -> [UInt8]? {
        guard let text = value("base64cert", fields) else { return nil }
        let octets = text.utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x20 }
        guard let bytes = Base64.decode(String(decoding: octets, as: UTF8.self)), !bytes.isEmpty,
            bytes.count <= RegisterRow.maximumCertificateBytes
        else { throw .certificate }
        return bytes
    }

    private func subject(_ fields: [String]) throws(RegisterError) -> String? {
        let subject = value("subjectdn", fields)
        guard (subject?.utf8.count ?? 0) <= RegisterRow.maximumSubjectBytes else { throw .tooLong }
        return subject
    }

    /// Nil where there is none.
    private func value(_ column: String, _ fields: [String]) -> String? {
        guard let place = columns[column], place < fields.count else { return nil }
        let text = fields[place]
        return text.isEmpty || text.lowercased() == "null" || text == "\\N" ? nil : text
    }

    /// To the second below, as certificates and lists have it.
    private func moment(
        _ column: String, _ fields: [String]
    ) throws(RegisterError) -> Int64? {
        guard let text = value(column, fields), text != "-1" else { return nil }
        guard let number = Int64(text), number >= Time.earliestMilliseconds,
            number <= Time.latestMilliseconds
        else { throw .time }
        return number - (number % 1000 + 1000) % 1000
    }
}
