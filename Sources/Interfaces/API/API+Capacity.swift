import CanonicalJSON
import Ledger
import Monitoring

/// What the ledger takes, for who plans machines.
extension API {
    func capacity(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: [])
        return try await ledger.readAtLength { snapshot in
            let capacity = try Capacity(snapshot)
            let contents: [JSONValue] = capacity.lines.map { line in
                [
                    "content": .string(line.content.rawValue),
                    "count": line.count.map { .integer($0) } ?? .null,
                    "bytes": .integer(line.bytes),
                    "bytesEach": line.bytesEach.map { .integer($0) } ?? .null,
                    "yearCount": capacity.yearCount(of: line).map { .integer($0) } ?? .null,
                    "yearBytes": capacity.yearBytes(of: line).map { .integer($0) } ?? .null,
                ]
            }
            return [
                "at": .time(snapshot.atMilliseconds), "days": .integer(capacity.days),
                "held": .array(contents), "bytes": .integer(capacity.bytes),
                "yearBytes": .integer(capacity.yearBytes),
            ]
        }
    }
}
