import ChildPrograms
import Foundation
import Ledger
import PostgreSQLDriver
import Synchronization

/// A PostgreSQL server of this process, started at first use and ended with the process.
package final class PostgreSQLServer: Sendable {
    package static let shared = Result { try PostgreSQLServer() }

    package struct NotStarted: Error, CustomStringConvertible {
        package let description: String
    }

    /// Where its socket lies.
    package let folder: String
    /// Runs while its input is open.
    private let server: ChildProgram
    private let schemas = Atomic(0)

    private init() throws {
        folder = NSTemporaryDirectory() + "/kapok-postgresql-" + UUID().uuidString.prefix(8)
        let script =
            URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
            .joined(separator: "/").dropFirst() + "/scripts/postgresql"
        server = try ChildProgram(["sh", String(script), folder])
        let told = String(decoding: server.output.availableData, as: UTF8.self)
        guard told == "ready\n" else {
            let rest = server.output.readDataToEndOfFile()
            throw NotStarted(description: told + String(decoding: rest, as: UTF8.self))
        }
    }

    /// An address of the whole server.
    package var address: String { "postgresql://kapok@/postgres?host=\(folder)" }

    /// The address of a new, empty schema.
    package func newSchema() throws -> String {
        let name = "test\(schemas.add(1, ordering: .relaxed).oldValue)"
        let connection = try PostgreSQLDriver(address: address).connect(.readWrite)
        defer { connection.close() }
        try connection.execute("CREATE SCHEMA \(name)", [])
        // Named by the schema, so that a test can end its own connections and no others.
        return address + "&options=-csearch_path%3D\(name)&application_name=\(name)"
    }
}
