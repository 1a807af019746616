import Foundation

/// A folder of one test, removed with its last reference.
package final class TemporaryFolder: Sendable {
    package let path: String
    private let isKept: Bool

    package init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("kapok-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
        isKept = false
    }

    /// A folder that stays, for what takes too long to be made each time.
    package init(keptAt path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        self.path = path
        isKept = true
    }

    deinit {
        guard !isKept else { return }
        try? FileManager.default.removeItem(atPath: path)
    }
}
