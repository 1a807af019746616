import PKIX
import Registers
import Testing

@Suite struct `A line of the index of openssl ca` {
    private func line(_ fields: String...) -> [UInt8] { Array(fields.joined(separator: "\t").utf8) }

    private static let end = "300102030405Z"
    private static let since = "260102030405Z"
    private static let sinceMilliseconds: Int64 = 1_767_323_045_000

    @Test func `is read with its number, end and subject`() throws {
        let read = try OpenSSLIndexLine(
            parsing: line("V", Self.end, "", "0A0B", "unknown", "/C=HK/CN=Chan\\\tTai Man"))
        #expect(read.serial.hex == "0a0b")
        #expect(read.notAfterMilliseconds == 1_893_553_445_000)
        #expect(read.revocation == nil)
        #expect(read.subject == "/C=HK/CN=Chan\tTai Man")
    }

    @Test(
        arguments: [
            ("", nil, nil), (",unspecified", nil, nil), (",keyCompromise", .keyCompromise, nil),
            (",CACompromise", .caCompromise, nil), (",superseded", .superseded, nil),
            (",certificateHold", .certificateHold, nil),
            (",holdInstruction,1.2.840.10040.2.3", .certificateHold, nil),
            (",keyTime,20260102030400Z", .keyCompromise, sinceMilliseconds - 5000),
            (",CAkeyTime,20260102030400Z", .caCompromise, sinceMilliseconds - 5000),
        ] as [(String, RevocationReason?, Int64?)])
    func `[RFC 5280 §5.3] keeps reason, hold and date of invalidity`(
        suffix: String, reason: RevocationReason?, invalidity: Int64?
    ) throws {
        let read = try OpenSSLIndexLine(
            parsing: line("R", Self.end, Self.since + suffix, "01", "unknown", "/CN=a"))
        #expect(
            read.revocation
                == .init(
                    sinceMilliseconds: Self.sinceMilliseconds, reason: reason,
                    invalidityMilliseconds: invalidity))
        #expect(read.revocation?.state == (reason == .certificateHold ? .suspended : .revoked))
    }

    @Test(
        arguments: [
            (["V", end, "", "01", "unknown"], .fields),
            (["V", end, "", "01", "unknown", "/CN=a", "more"], .fields),
            (["X", end, "", "01", "unknown", "/CN=a"], .state),
            (["V", "300102030405", "", "01", "unknown", "/CN=a"], .time),
            (["V", "301302030405Z", "", "01", "unknown", "/CN=a"], .time),
            (["V", end, since, "01", "unknown", "/CN=a"], .missing),
            (["R", end, "", "01", "unknown", "/CN=a"], .missing),
            (["R", end, since + ",worn", "01", "unknown", "/CN=a"], .reason),
            (["R", end, since + ",removeFromCRL", "01", "unknown", "/CN=a"], .reason),
            (["R", end, since + ",keyTime", "01", "unknown", "/CN=a"], .reason),
            (["V", end, "", "0", "unknown", "/CN=a"], .serial),
            (["V", end, "", "00", "unknown", "/CN=a"], .serial),
            (["V", end, "", "-01", "unknown", "/CN=a"], .serial),
            (["V", end, "", String(repeating: "11", count: 21), "unknown", "/CN=a"], .serial),
            (["V", end, "", "01", "unknown", ""], .missing),
        ] as [([String], RegisterError)])
    func `is refused for what is wrong with it`(fields: [String], problem: RegisterError) {
        #expect(throws: problem) {
            try OpenSSLIndexLine(parsing: Array(fields.joined(separator: "\t").utf8))
        }
    }

    @Test(
        arguments: [
            nil, .init(sinceMilliseconds: sinceMilliseconds),
            .init(sinceMilliseconds: sinceMilliseconds, reason: .certificateHold),
            .init(
                sinceMilliseconds: sinceMilliseconds, reason: .keyCompromise,
                invalidityMilliseconds: sinceMilliseconds - 1000),
        ] as [RegisterRow.Revocation?])
    func `is written as it is read`(revocation: RegisterRow.Revocation?) throws {
        let row = RegisterRow(serial: try SerialNumber(parsing: "0a0b"), revocation: revocation)
        let text = OpenSSLIndexLine.text(
            of: row, notAfterMilliseconds: 2_524_608_001_000, subject: "/CN=a\tb")
        #expect(text.hasSuffix("\tunknown\t/CN=a\\\tb\n"))
        let read = try OpenSSLIndexLine(parsing: Array(text.utf8.dropLast()))
        #expect(read.serial == row.serial && read.revocation == revocation)
        #expect(read.notAfterMilliseconds == 2_524_608_001_000)
        #expect(read.subject == "/CN=a\tb")
    }
}
