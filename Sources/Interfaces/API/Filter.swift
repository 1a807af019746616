import CanonicalJSON
import Ledger
import Messages
import PKIX

/// Turns the filters of a list query into one condition in portable SQL, with bound values only.
struct Filter {
    private let request: APIRequest
    private let table: String
    /// The names that this list knows.
    private var known: Set<String> = ["page", "size"]
    private var conditions: [String] = []
    private var parameters: [Value] = []

    /// A page of more than this would not be read by a person, and costs memory.
    static let maximumPageSize = 500
    static let defaultPageSize = 50
    /// No name that is looked for is longer; the database bounds the length of patterns, too.
    static let maximumNameBytes = 1024

    init(_ request: APIRequest, table: String) {
        self.request = request
        self.table = table
    }

    mutating func require(_ condition: String) {
        conditions.append(condition)
    }

    mutating func equal(_ name: String, to column: String) {
        known.insert(name)
        guard let value = request.query[name] else { return }
        conditions.append("\(column) = ?")
        parameters.append(.text(value))
    }

    /// As `equal`, for values of which there is a list: another one would find nothing, and mislead.
    mutating func choice(_ name: String, to column: String, among choices: [String]) throws {
        try request.checkChoice(name, among: choices)
        equal(name, to: column)
    }

    mutating func serial(_ name: String, to column: String) throws {
        known.insert(name)
        guard let value = request.query[name] else { return }
        guard let serial = try? SerialNumber(parsing: value) else {
            throw Refusal(.queryInvalid, field: name, ["name": name, "reason": "4a0b77…"])
        }
        conditions.append("\(column) = ?")
        parameters.append(.text(serial.hex))
    }

    mutating func contains(
        _ name: String, in column: String, folded: (String) -> String
    ) throws {
        known.insert(name)
        guard let value = request.query[name] else { return }
        guard value.utf8.count <= Self.maximumNameBytes else {
            throw Refusal(
                .queryInvalid, field: name,
                ["name": name, "reason": "≤ \(Self.maximumNameBytes)"])
        }
        let escaped = folded(value).replacing("\\", with: "\\\\")
            .replacing("%", with: "\\%").replacing("_", with: "\\_")
        conditions.append("\(column) LIKE ? ESCAPE '\\'")
        parameters.append(.text("%\(escaped)%"))
    }

    /// The span between `from` and `to`, the whole of both within it.
    mutating func span(_ column: String) throws {
        known.formUnion(["from", "to"])
        if let from = try request.time("from") {
            conditions.append("\(column) >= ?")
            parameters.append(.integer(from.first))
        }
        if let to = try request.time("to") {
            conditions.append("\(column) <= ?")
            parameters.append(.integer(to.last))
        }
    }

    func page() throws -> Page {
        try request.refuseUnknown(besides: known)
        let number = try positive("page", default: 1, most: 1_000_000)
        let size = try positive("size", default: Self.defaultPageSize, most: Self.maximumPageSize)
        return Page(
            table: table, condition: conditions.joined(separator: " AND "),
            parameters: parameters, number: number, size: size)
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

    func total(_ snapshot: Snapshot) throws -> Int64 {
        let rows = try snapshot.rows(
            "SELECT COUNT(*) AS total FROM \(table)"
                + (condition.isEmpty ? "" : " WHERE \(condition)"), parameters)
        return try rows.first?.integer("total") ?? 0
    }

    func answer(_ name: String, _ items: [JSONValue], total: Int64) -> JSONValue {
        [
            name: .array(items),
            "page": .integer(Int64(number)), "size": .integer(Int64(size)),
            "total": .integer(total),
        ]
    }
}
