import CanonicalJSON
import Ledger
import Messages
import PKIX

/// Turns the filters of a list query into one condition in portable SQL, with bound values only.
struct Filter {
    private let request: APIRequest
    private let table: String
    private var conditions: [String] = []
    private var parameters: [Value] = []

    /// A page of more than this would not be read by a person, and costs memory.
    static let maximumPageSize = 500
    static let defaultPageSize = 50

    init(_ request: APIRequest, table: String) {
        self.request = request
        self.table = table
    }

    mutating func require(_ condition: String) {
        conditions.append(condition)
    }

    mutating func equal(_ name: String, to column: String) {
        guard let value = request.query[name] else { return }
        conditions.append("\(column) = ?")
        parameters.append(.text(value))
    }

    mutating func serial(_ name: String, to column: String) throws {
        guard let value = request.query[name] else { return }
        guard let serial = try? SerialNumber(parsing: value) else {
            throw Refusal(.queryInvalid, field: name, ["name": name, "reason": "hex expected"])
        }
        conditions.append("\(column) = ?")
        parameters.append(.text(serial.hex))
    }

    mutating func contains(
        _ name: String, in column: String, folded: (String) -> String
    ) {
        guard let value = request.query[name] else { return }
        let escaped = folded(value).replacing("\\", with: "\\\\")
            .replacing("%", with: "\\%").replacing("_", with: "\\_")
        conditions.append("\(column) LIKE ? ESCAPE '\\'")
        parameters.append(.text("%\(escaped)%"))
    }

    mutating func time(_ name: String, _ condition: String) throws {
        guard let value = request.query[name] else { return }
        guard let milliseconds = Timestamp.milliseconds(parsing: value) else {
            throw Refusal(
                .queryInvalid, field: name,
                ["name": name, "reason": "2026-11-22 or 2026-11-22T08:00:00Z expected"])
        }
        conditions.append(condition)
        parameters.append(.integer(milliseconds))
    }

    func page() throws -> Page {
        let number = try positive("page", default: 1, most: 1_000_000)
        let size = try positive("size", default: Self.defaultPageSize, most: Self.maximumPageSize)
        return Page(
            table: table, condition: conditions.joined(separator: " AND "),
            parameters: parameters, number: number, size: size)
    }

    private func positive(_ name: String, default fallback: Int, most: Int) throws -> Int {
        guard let text = request.query[name] else { return fallback }
        guard let value = Int(text), (1...most).contains(value) else {
            throw Refusal(
                .queryInvalid, field: name, ["name": name, "reason": "1–\(most) expected"])
        }
        return value
    }
}

/// One page of a list.
struct Page: Sendable {
    let table: String
    let condition: String
    let parameters: [Value]
    let number: Int
    let size: Int

    /// Rows up to the end of this page; the answer drops those before it.
    var limit: Int { number * size }

    func total(_ snapshot: Snapshot) throws -> Int64 {
        let rows = try snapshot.rows(
            "SELECT COUNT(*) AS total FROM \(table)"
                + (condition.isEmpty ? "" : " WHERE \(condition)"), parameters)
        return try rows.first?.integer("total") ?? 0
    }

    func answer(_ name: String, _ items: [JSONValue], total: Int64) -> JSONValue {
        [
            name: .array(Array(items.dropFirst((number - 1) * size))),
            "page": .integer(Int64(number)), "size": .integer(Int64(size)),
            "total": .integer(total),
        ]
    }
}
