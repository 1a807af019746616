import AuthorityTestSupport
import CanonicalJSON
import Ledger
import Messages
import Registration
import Testing
import TestSupport

/// Numbers that people read to each other over the telephone.
@Suite struct `A case number` {
    private func digits(_ text: String) -> String? { try? CaseNumber(parsing: text).digits }

    /// The good number that begins with eight digits: one of ten.
    private func whole(_ beginning: String) throws -> [UInt8] {
        let good = (0...9).filter { digits("\(beginning)\($0)") != nil }
        try #require(good.count == 1, "\(beginning): \(good)")
        return Array("\(beginning)\(good[0])".utf8)
    }

    static let beginnings = [
        "10000000", "12345678", "99999999", "50505050", "90909090", "47114711", "80000008",
        "13579024", "68420135", "77777771",
    ]

    @Test(arguments: beginnings)
    func `finds every wrong digit and every swap of neighbours`(beginning: String) throws {
        let number = try whole(beginning)
        var wrong = 0
        for place in number.indices {
            for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != number[place] {
                var other = number
                other[place] = digit
                #expect(digits(String(decoding: other, as: UTF8.self)) == nil, "\(other)")
                wrong += 1
            }
            if place > 0, number[place - 1] != number[place] {
                var other = number
                other.swapAt(place - 1, place)
                #expect(digits(String(decoding: other, as: UTF8.self)) == nil, "\(other)")
                wrong += 1
            }
        }
        #expect(wrong >= 9 * 9)
    }

    static let writings: [(String, Bool)] = [
        ("1234-5678-6", true), ("123456786", true), ("1234 5678 6", true), (" 1-23456786 ", true),
        ("1234-5678-4", false), ("1234-5678", false), ("1234-5678-66", false), ("", false),
        ("-", false), ("0234-5678-6", false), ("000000000", false), ("１２３４５６７８６", false),
        ("1234-5678-6\n", false), ("1234‐5678‐6", false), ("12345678x", false),
    ]

    @Test(arguments: writings)
    func `is read in any grouping, and nothing else is`(text: String, isGood: Bool) throws {
        guard isGood else {
            let refusal = #expect(throws: Refusal.self) { try CaseNumber(parsing: text) }
            #expect(refusal?.code.id == "application.numberMistyped")
            #expect(refusal?.field == "application")
            return
        }
        #expect(CaseNumber.isMeant(by: text))
        #expect(try CaseNumber(parsing: text).grouped == "1234-5678-6")
    }

    @Test func `is never taken for an id, nor an id for it`() {
        for text in ["app-aaaaaaaaaaaaaaaaaaaaaaaaaa", "", "-", " ", "app-1", "1234567x"] {
            #expect(!CaseNumber.isMeant(by: text), "\(text)")
        }
    }

    @Test func `is one application's alone, and drawn at random`() async throws {
        let world = try await AuthorityWorld.make()
        var numbers: [String] = []
        var ids: [String] = []
        for _ in 0..<4 {
            let outcome = try await world.apply(
                AuthorityWorld.application(world.newSubscriber().request()))
            ids.append(outcome.result["application"]?.string ?? "")
            numbers.append(outcome.result["caseNumber"]?.string ?? "")
        }
        #expect(Set(numbers).count == 4)
        // Of numbers that followed one another, these would be together.
        let values = try numbers.map { try #require(Int(CaseNumber(parsing: $0).digits)) }
        #expect((values.max() ?? 0) - (values.min() ?? 0) > 1000)
        for (id, number) in zip(ids, numbers) {
            let found = try await world.ledger.read { try $0.application(named: number) }
            #expect(found.id == id && found.caseNumber?.grouped == number)
            #expect(try await world.ledger.read { try $0.application(named: id) }.id == id)
        }
        // Even a faulty service cannot give two applications one number.
        let (first, second) = (
            try await world.application(ids[0]), try await world.application(ids[1])
        )
        let twin = Application(
            id: second.id, authority: second.authority, category: second.category,
            keyHashHex: second.keyHashHex,
            statementCommitmentHex: second.statementCommitmentHex,
            subscriberReference: second.subscriberReference, caseNumber: first.caseNumber,
            atMilliseconds: 0)
        await #expect(throws: (any Error).self) {
            try await world.ledger.act(world.test.systemRequest()) { transaction in
                try transaction.put(twin)
                return .null
            }
        }
        #expect(try await world.application(ids[1]).caseNumber == second.caseNumber)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `tells a slip from a number that nobody has`() async throws {
        let world = try await AuthorityWorld.make()
        for (name, code) in [
            ("1234-5678-6", "application.unknown"), ("1234-5678-4", "application.numberMistyped"),
            ("app-none", "application.unknown"),
        ] {
            let reason = try await refusal {
                _ = try await world.ledger.read { try $0.application(named: name) }
            }
            #expect(reason == Reason(code, nil, "application"), "\(name)")
        }
    }
}
