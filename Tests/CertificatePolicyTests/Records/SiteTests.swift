import CertificatePolicy
import Messages
import Testing

@Suite struct `A site of the register` {
    private static let values = [
        "code": "central", "siteName": "中環服務處", "address": "1 Queen's Road",
        "telephone": "+852 2345 6789", "openingHours": "Mon–Fri 9–18",
        "jurisdiction": "hongKong", "from": "2026-11-02", "until": "2026-11-30",
    ]
    /// Midnight of 2 November 2026 in Hong Kong and the mainland.
    private static let opens: Int64 = 1_793_548_800_000
    private static let day: Int64 = 86_400_000

    private static func judged(
        _ changes: [String: String]
    ) -> (code: String, field: String?)? {
        let merged = values.merging(changes) { _, new in new }
        do {
            _ = try RecordKind[Site.register]?.judge(merged)
            return nil
        } catch {
            return (error.code.id, error.field)
        }
    }

    @Test func `[7.10] is open from its first day to the end of its last one`() throws {
        let site = try #require(Site(Self.values))
        let moments: [(Int64, Bool)] = [
            (Self.opens - 1, false), (Self.opens, true), (Self.opens + 29 * Self.day - 1, true),
            (Self.opens + 29 * Self.day, false),
        ]
        for (moment, isOpen) in moments {
            #expect(site.isOpen(atMilliseconds: moment) == isOpen, "\(moment)")
        }
        let endless = try #require(Site(Self.values.filter { $0.key != "until" }))
        #expect(endless.isOpen(atMilliseconds: Self.opens + 9000 * Self.day))
        #expect(!endless.isOpen(atMilliseconds: Self.opens - 1))
        #expect(Site([:]) == nil)
    }

    @Test func `[7.10] says where, when and under whose law people are received`() {
        #expect(Self.judged([:]) == nil)
        #expect(Self.judged(["until": ""]) == nil)
        let breaches: [([String: String], String, String)] = [
            (["code": ""], "record.fieldMissing", "code"),
            (["code": "Central"], "record.fieldInvalid", "code"),
            (["code": "c"], "record.fieldInvalid", "code"),
            (["siteName": ""], "record.fieldMissing", "siteName"),
            (["address": ""], "record.fieldMissing", "address"),
            (["telephone": ""], "record.fieldMissing", "telephone"),
            (["openingHours": ""], "record.fieldMissing", "openingHours"),
            (["jurisdiction": "macau"], "record.fieldInvalid", "jurisdiction"),
            (["from": ""], "record.fieldMissing", "from"),
            (["until": "2026-11-01"], "record.daysWrong", "until"),
        ]
        for (changes, code, field) in breaches {
            let refusal = Self.judged(changes)
            #expect(refusal?.code == code && refusal?.field == field, "\(changes)")
        }
    }

    @Test func `[7.10] is kept by those who answer for authorities or grant roles`() {
        #expect(RecordKind[Site.register]?.roles == [.caAdministrator, .securityOfficer])
        // What a person cannot be told by confidential columns, applicants may read.
        #expect(RecordKind[Site.register]?.confidentialNames == [])
    }
}
