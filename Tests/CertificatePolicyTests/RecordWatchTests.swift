import CertificatePolicy
import Testing

@Suite struct `Records in a row` {
    private func found(
        _ kind: String, _ records: [[String: String]], bounds: [String: Int] = [:],
        now: String
    ) throws -> [String] {
        let watch = try #require(RecordKind[kind]?.watch)
        let now = try #require(RecordMoment(now)).milliseconds
        return watch.findings(in: records, bounds: bounds, atMilliseconds: now).map {
            let end = $0.untilMilliseconds == nil ? "on" : "over"
            return "\($0.fault.rawValue) \($0.of) \($0.clause) \(end)"
        }
    }

    private func reading(_ sensor: String, _ time: String) -> [String: String] {
        ["sensor": sensor, "happenedAt": "2026-11-30 \(time):00"]
    }

    @Test func `[7.1e] a sensor that says nothing for an hour leaves a gap`() throws {
        let records = [reading("t1", "08:00"), reading("t1", "09:00"), reading("t1", "10:01")]
        #expect(
            try found("environment", records, now: "2026-11-30 11:01:00") == ["gap t1 7.1e over"])
        #expect(
            try found("environment", records.shuffled(), now: "2026-11-30 11:02:00")
                == ["gap t1 7.1e over", "gap t1 7.1e on"])
        // One sensor does not speak for another.
        #expect(
            try found(
                "environment", [reading("t1", "08:00"), reading("t2", "09:00")],
                now: "2026-11-30 09:30:00") == ["gap t1 7.1e on"])
        #expect(try found("environment", [], now: "2026-11-30 09:30:00") == [])
    }

    private func passage(
        _ direction: String, _ time: String, door: String = "d1"
    ) -> [String: String] {
        [
            "door": door, "badge": "b7", "direction": direction,
            "happenedAt": "2026-11-30 \(time):00",
        ]
    }

    @Test func `[7.1f] a stay longer than the door allows is overtime`() throws {
        let stay = [passage("in", "08:00"), passage("out", "09:31")]
        #expect(
            try found("access", stay, bounds: ["d1": 90], now: "2026-11-30 18:00:00")
                == ["overtime b7 · d1 7.1f over"])
        #expect(try found("access", stay, bounds: ["d1": 91], now: "2026-11-30 18:00:00") == [])
        #expect(try found("access", stay, now: "2026-11-30 18:00:00") == [])
        // Who never left is there still; who was let in twice entered the first time.
        let inside = [passage("in", "08:00"), passage("in", "08:50"), passage("denied", "08:55")]
        #expect(
            try found("access", inside, bounds: ["d1": 60], now: "2026-11-30 09:01:00")
                == ["overtime b7 · d1 7.1f on"])
        #expect(try found("access", inside, bounds: ["d1": 60], now: "2026-11-30 09:00:00") == [])
        #expect(
            try found("access", [passage("overtime", "08:00")], now: "2026-11-30 08:01:00")
                == ["overtime b7 · d1 7.1f over"])
        // Out by another door is another stay.
        #expect(
            try found(
                "access", [passage("in", "08:00"), passage("out", "08:10", door: "d2")],
                bounds: ["d1": 60], now: "2026-11-30 10:00:00") == ["overtime b7 · d1 7.1f on"])
    }

    @Test func `[7.1b] a visit of more than twelve hours is overtime`() throws {
        let visit = ["number": "v1", "enteredAt": "2026-11-30 08:00:00"]
        #expect(try found("visit", [visit], now: "2026-11-30 20:00:00") == [])
        #expect(try found("visit", [visit], now: "2026-11-30 20:00:01") == ["overtime v1 7.1b on"])
        let left = visit.merging(["leftAt": "2026-11-30 09:00:00"]) { $1 }
        #expect(try found("visit", [left], now: "2026-12-30 20:00:01") == [])
    }

    @Test func `are looked at where their columns say what is needed`() {
        var watched = 0
        for kind in RecordKind.all {
            guard let watch = kind.watch else { continue }
            let (names, clause): ([String], String) =
                switch watch {
                case .gaps(let moment, let source, _, let clause): ([moment, source], clause)
                case .overtime(let from, let until, let name, _, let clause):
                    ([from, until, name], clause)
                case .passages(let moment, let names, let direction, let bound, _, let clause):
                    ([moment, direction, bound] + names, clause)
                }
            #expect(names.allSatisfy { kind.field($0)?.isConfidential == false }, "\(kind.id)")
            #expect(kind.clauses.contains(clause), "\(kind.id)")
            watched += 1
        }
        #expect(watched == 3)
    }
}
