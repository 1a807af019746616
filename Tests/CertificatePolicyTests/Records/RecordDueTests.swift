@testable import CertificatePolicy
import Messages
import Testing

@Suite struct `What is due by a register` {
    /// Columns with a day to come, whatever register they are of.
    private static let ahead: Set<String> = [
        "nextBy", "dueOn", "until", "approvedUntil", "repeatBy", "screenedUntil", "goodUntil",
    ]

    @Test(arguments: RecordKind.all)
    func `[3.1c, 10.3] each day to come is read by something`(kind: RecordKind) {
        // Vetting and training are due for each officer and role: `officer.qualification`. A site simply
        // closes.
        let others: Set<String> = [
            "personnel.screenedUntil", "training.goodUntil", "site.until",
        ]
        for field in kind.fields where Self.ahead.contains(field.name) {
            let isDuty = Duty.all.contains {
                $0.records?.kind == kind.id && $0.records?.nextBy == field.name
            }
            #expect(
                isDuty || others.contains("\(kind.id).\(field.name)")
                    || kind.dues.contains { $0.column == field.name },
                "\(kind.id).\(field.name)")
        }
    }

    @Test(arguments: RecordKind.all)
    func `[3.1c] is a day in its own columns, that nobody has to unseal`(kind: RecordKind) {
        for due in kind.dues {
            let field = kind.field(due.column)
            let form: RecordField.Form = due.allowanceMilliseconds == nil ? .day : .moment
            #expect(field?.form == form && field?.isConfidential == false, "\(kind.id)")
            guard let open = due.open else { continue }
            guard case .choice(let words)? = kind.field(open.column)?.form else {
                Issue.record("\(kind.id).\(open.column) is no choice")
                continue
            }
            #expect(!open.values.isEmpty && Set(words).isSuperset(of: open.values))
        }
        guard let series = kind.series else { return }
        #expect(kind.field(series.day)?.form == .day && !kind.dues.isEmpty)
        #expect(series.columns.allSatisfy { kind.field($0)?.isConfidential == false })
    }

    /// Register, column, what leaves it open, and what closes it.
    static let days: [(String, String, [String: String], [String: String])] = [
        ("zone", "nextBy", [:], [:]), ("door", "nextBy", [:], [:]),
        ("facility", "nextBy", [:], [:]), ("contract", "until", [:], [:]),
        ("licence", "until", [:], [:]),
        ("assessment", "nextBy", ["form": "internal"], ["form": "independent"]),
        ("finding", "dueOn", ["stage": "found"], ["stage": "closed"]),
        ("finding", "dueOn", ["stage": "answered"], ["stage": "closed"]),
        ("cryptographicModule", "approvedUntil", ["stage": "repair"], ["stage": "retired"]),
        ("device", "nextBy", ["stage": "inUse"], ["stage": "retired"]),
        ("medium", "nextBy", ["stage": "ended"], ["stage": "destroyed"]),
        ("drill", "nextBy", ["form": "key"], ["form": "disaster"]),
        ("drill", "repeatBy", ["form": "disaster"], [:]), ("document", "nextBy", [:], [:]),
        ("obligation", "dueOn", ["stage": "due"], ["stage": "closed"]),
    ]

    @Test(arguments: days)
    func `[3.1c, 4.1d, 10.3] is due until the end of its day, and not once it is closed`(
        id: String, column: String, open: [String: String], closed: [String: String]
    ) throws {
        let kind = try #require(RecordKind[id])
        let end = try #require(CalendarDate(parsing: "2026-03-31")).endMilliseconds
        let record = open.merging([column: "2026-03-31"]) { $1 }
        #expect(kind.dueMilliseconds(record) == end - 1)
        guard !closed.isEmpty else { return }
        #expect(kind.dueMilliseconds(record.merging(closed) { $1 }) == nil)
    }

    @Test func `[6.18] a reported incident is due half an hour later, until somebody decides`()
        throws
    {
        let kind = try #require(RecordKind["incident"])
        let record = ["happenedAt": "2026-11-30T08:15:00Z", "stage": "reported"]
        let moment = try #require(RecordMoment("2026-11-30T08:45:00Z")).milliseconds
        #expect(kind.dueMilliseconds(record) == moment)
        for stage in ["found", "contained", "closed"] {
            #expect(kind.dueMilliseconds(record.merging(["stage": stage]) { $1 }) == nil)
        }
        #expect(RecordMoment.written(moment + 999) == "2026-11-30T08:45:00Z")
        // Days alone are in the table below.
        #expect(
            RecordKind.all.flatMap(\.dues).filter { $0.allowanceMilliseconds != nil }.count == 1)
    }

    @Test func `[3.1c] covers every register that has one`() {
        #expect(
            Set(Self.days.map { "\($0.0).\($0.1)" })
                == Set(
                    RecordKind.all.flatMap { kind in
                        kind.dues.filter { $0.allowanceMilliseconds == nil }
                            .map { "\(kind.id).\($0.column)" }
                    })
        )
    }
}
