import CanonicalJSON
import Ledger
import Messages
import PKIX

/// Turns the filters of a list query into one condition in portable SQL, with bound values only.
///
/// A database that knows nothing of how values are spread may take the wrong index, and read a
/// million rows for one. So each list names its ways, and all conditions beside those of the way
/// taken are written so that no index serves them.
struct Filter {
    /// Filters that one index serves together; the way is taken where the first of them is asked for.
    typealias Way = [String]

    /// The newest are looked through, until a page is full.
    private static let byTime: Way = ["from", "to"]

    private struct Condition {
        let name: String
        let column: String
        let test: String
        let parameter: Value

        /// - Parameter apart: without any index on the column.
        func sql(apart: Bool) -> String {
            guard apart else { return "\(column) \(test)" }
            if case .integer = parameter { return "\(column) + 0 \(test)" }
            return "\(column) || '' \(test)"
        }
    }

    private let request: APIRequest
    private let table: String
    /// The names that this list knows.
    private var known: Set<String> = ["page", "size"]
    private var requirements: [String] = []
    private var conditions: [Condition] = []

    /// A page of more than this would not be read by a person, and costs memory.
    static let maximumPageSize = 500
    static let defaultPageSize = 50
    /// No name that is looked for is longer.
    static let maximumNameBytes = 1024

    init(_ request: APIRequest, table: String) {
        self.request = request
        self.table = table
    }

    mutating func require(_ condition: String) {
        requirements.append(condition)
    }

    mutating func equal(_ name: String, to column: String) {
        known.insert(name)
        guard let value = request.query[name] else { return }
        add(name, column, "= ?", .text(value))
    }

    /// As `equal`, for values of which there is a list: another one would find nothing, and mislead.
    mutating func choice(_ name: String, to column: String, among choices: [String]) throws {
        try request.checkChoice(name, among: choices)
        equal(name, to: column)
    }

    /// A name that is asked for and narrows no condition.
    mutating func allow(_ name: String) { known.insert(name) }

    mutating func serial(_ name: String, to column: String) throws {
        known.insert(name)
        guard let value = request.query[name] else { return }
        guard let serial = try? SerialNumber(parsing: value) else {
            throw Refusal(.queryInvalid, field: name, ["name": name, "reason": "4a0b77…"])
        }
        add(name, column, "= ?", .text(serial.hex))
    }

    /// Texts that begin with a text, by the order of their octets in UTF-8.
    mutating func begins(
        _ name: String, in column: String, folded: (String) -> String
    ) throws {
        known.insert(name)
        guard let value = request.query[name] else { return }
        guard value.utf8.count <= Self.maximumNameBytes else {
            throw Refusal(
                .queryInvalid, field: name,
                ["name": name, "reason": "≤ \(Self.maximumNameBytes)"])
        }
        let start = folded(value)
        add(name, column, ">= ?", .text(start))
        if let end = Self.first(after: start) { add(name, column, "< ?", .text(end)) }
    }

    /// The first text that comes after all that begin with this one; nil where there is none. UTF-8
    /// has the order of the code points, between which the surrogates are left out.
    static func first(after start: String) -> String? {
        var scalars = String.UnicodeScalarView(start.unicodeScalars)
        while let last = scalars.popLast() {
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            guard let scalar = Unicode.Scalar(next) else { continue }
            scalars.append(scalar)
            return String(scalars)
        }
        return nil
    }

    /// The span between `from` and `to`, the whole of both within it.
    mutating func span(_ column: String) throws {
        known.formUnion(["from", "to"])
        if let from = try request.time("from") {
            add("from", column, ">= ?", .integer(from.first))
        }
        if let to = try request.time("to") {
            add("to", column, "<= ?", .integer(to.last))
        }
    }

    private mutating func add(
        _ name: String, _ column: String, _ test: String, _ parameter: Value
    ) {
        conditions.append(
            Condition(name: name, column: column, test: test, parameter: parameter))
    }

    /// - Parameter ways: those that narrow most come first.
    func page(ways: [Way]) throws -> Page {
        try request.refuseUnknown(besides: known)
        let number = try positive("page", default: 1, most: 1_000_000)
        let size = try positive("size", default: Self.defaultPageSize, most: Self.maximumPageSize)
        let asked = ways.first { $0.first.map { request.query[$0] != nil } ?? false }
        let way = asked ?? Self.byTime
        let tests = conditions.map { $0.sql(apart: !way.contains($0.name)) }
        return Page(
            table: table, condition: (requirements + tests).joined(separator: " AND "),
            parameters: conditions.map(\.parameter), number: number, size: size)
    }

    private func positive(_ name: String, default fallback: Int, most: Int) throws -> Int {
        try request.number(name, in: 1...most).map { Int($0) } ?? fallback
    }
}

extension APIRequest {
    /// A whole number of the query, in plain digits; nil where it is not there.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int64? {
        guard let text = query[name] else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text),
            range.contains(value)
        else {
            throw Refusal(
                .queryInvalid, field: name,
                ["name": name, "reason": "\(range.lowerBound)–\(range.upperBound)"])
        }
        return Int64(value)
    }

    /// A time of the query; nil where it is not there.
    func time(_ name: String) throws -> Timestamp? {
        try query[name].map { try Timestamp.required($0, name: name) }
    }

    /// That a value is one of a list.
    func checkChoice(_ name: String, among choices: [String]) throws {
        guard let value = query[name],
            !choices.contains(where: { $0.utf8.elementsEqual(value.utf8) })
        else { return }
        throw Refusal(
            .payloadChoiceUnknown, field: name,
            ["name": name, "value": value, "choices": choices.joined(separator: ", ")])
    }

    /// A name that nobody reads would look like a filter and give the whole list.
    func refuseUnknown(besides known: Set<String>) throws {
        guard let name = query.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw Refusal(
            .queryUnknown, field: name,
            ["name": name, "known": known.sorted().joined(separator: ", ")])
    }
}

/// One page of a list.
struct Page: Sendable {
    let table: String
    let condition: String
    let parameters: [Value]
    let number: Int
    let size: Int

    /// The rows before this page.
    var offset: Int { (number - 1) * size }

    /// Nobody reads on to the end of a longer list, and counting it costs as much as reading it.
    static let maximumTotal = 1000

    /// How many rows there are, counted to one beyond `maximumTotal`.
    func total(_ snapshot: Snapshot) throws -> Int64 {
        let rows = try snapshot.rows(
            "SELECT COUNT(*) AS total FROM (SELECT 1 AS one FROM \(table)"
                + (condition.isEmpty ? "" : " WHERE \(condition)")
                + " LIMIT \(Self.maximumTotal + 1)) AS found", parameters)
        return try rows.first?.integer("total") ?? 0
    }

    func answer(_ name: String, _ items: [JSONValue], total: Int64) -> JSONValue {
        let bound = Int64(Self.maximumTotal)
        return [
            name: .array(items),
            "page": .integer(Int64(number)), "size": .integer(Int64(size)),
            "total": .integer(min(total, bound)), "more": .bool(total > bound),
        ]
    }
}
