import ChildPrograms
import Foundation
import Testing

/// Runs the foreign tools that we must agree with.
enum Tools {
    struct Failure: Error, CustomStringConvertible {
        let command: String
        let output: String
        var description: String { "\(command): \(output)" }
    }

    /// Runs a program of the PATH and gives its standard output.
    ///
    /// - Throws: `Failure` with both outputs unless it exits with 0.
    @discardableResult
    static func run(_ arguments: String..., in directory: URL) throws -> [UInt8] {
        let run = try ChildProgram.run(arguments, in: directory.path)
        guard run.status == 0 else {
            throw Failure(command: arguments.joined(separator: " "), output: run.text)
        }
        return run.output
    }

    /// Gives a new directory to a test and removes it afterwards.
    static func withDirectory<T>(_ body: (URL) throws -> T) throws -> T {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("kapok-pkix-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        return try body(directory)
    }

    static func read(_ name: String, in directory: URL) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: directory.appendingPathComponent(name)))
    }

    static func write(_ bytes: [UInt8], _ name: String, in directory: URL) throws {
        try Data(bytes).write(to: directory.appendingPathComponent(name))
    }
}
