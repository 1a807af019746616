import PKIX
import Registers
import Testing

@Suite struct `EJBCA's table of certificates` {
    private static let header = [
        "fingerprint", "issuerDN", "subjectDN", "serialNumber", "status", "expireDate",
        "revocationDate", "revocationReason", "base64Cert", "invalidityDate",
    ]

    private func row(_ change: [String: String] = [:]) throws -> RegisterRow {
        let usual = [
            "subjectDN": "CN=a", "serialNumber": "2571", "status": "20",
            "expireDate": "1893553445678", "revocationDate": "-1", "revocationReason": "-1",
        ].merging(change) { _, new in new }
        return try EJBCATable(header: Self.header).row(Self.header.map { usual[$0] ?? "" })
    }

    @Test func `is read with decimal numbers and milliseconds`() throws {
        let read = try row()
        #expect(read.serial.hex == "0a0b" && read.state == .valid && read.subject == "CN=a")
        #expect(read.notAfterMilliseconds == 1_893_553_445_000)
    }

    @Test(
        arguments: [
            (["status": "40", "revocationReason": "1"], .revoked, .keyCompromise),
            (["status": "40", "revocationReason": "6"], .suspended, .certificateHold),
            (["status": "40", "revocationReason": "0"], .revoked, nil),
            (["status": "60", "revocationReason": "4"], .revoked, .superseded),
        ] as [([String: String], RegisterRow.State, RevocationReason?)])
    func `keeps holds and reasons`(
        change: [String: String], state: RegisterRow.State, reason: RevocationReason?
    ) throws {
        let read = try row(change.merging(["revocationDate": "1767323045678"]) { a, _ in a })
        #expect(read.state == state && read.revocation?.reason == reason)
        #expect(read.revocation?.sinceMilliseconds == 1_767_323_045_000)
    }

    @Test func `takes what is archived without a revocation for expired`() throws {
        #expect(try row(["status": "60"]).state == .valid)
        #expect(try row(["status": "21"]).state == .valid)
    }

    @Test(
        arguments: [
            (["status": "10"], .state), (["status": ""], .state),
            (["serialNumber": "0x0a"], .serial),
            (["serialNumber": "0"], .serial), (["expireDate": ""], .missing),
            (["expireDate": "soon"], .time), (["status": "40"], .missing),
            (["status": "40", "revocationDate": "1", "revocationReason": "7"], .reason),
            (["status": "20", "revocationReason": "1"], .reason),
            (["base64Cert": "%%%"], .certificate),
        ] as [([String: String], RegisterError)])
    func `is refused for what is wrong with a record`(
        change: [String: String], problem: RegisterError
    ) {
        #expect(throws: problem) { try row(change) }
    }

    @Test func `is refused without the columns that are needed`() {
        #expect(throws: RegisterError.header) {
            try EJBCATable(header: ["serialNumber", "status"])
        }
        #expect(throws: RegisterError.header) {
            try EJBCATable(header: Self.header + ["SerialNumber"])
        }
    }
}
