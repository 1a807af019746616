import Foundation

/// Requests that other software made; see `Vectors/README.md`.
enum Vectors {
    struct Missing: Error { let name: String }

    static func request(_ name: String) throws -> [UInt8] {
        guard
            let url = Bundle.module.url(
                forResource: name, withExtension: "csr", subdirectory: "Vectors")
        else { throw Missing(name: name) }
        return Array(try Data(contentsOf: url))
    }
}
