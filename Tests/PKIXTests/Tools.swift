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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = directory
        // Into files: a pipe that fills would stop the program.
        let name = UUID().uuidString
        let outputs = ["out", "err"].map { directory.appendingPathComponent("\(name).\($0)") }
        for url in outputs { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: outputs[0])
        process.standardError = try FileHandle(forWritingTo: outputs[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let texts = try outputs.map { [UInt8](try Data(contentsOf: $0)) }
        guard process.terminationStatus == 0 else {
            throw Failure(
                command: arguments.joined(separator: " "),
                output: String(decoding: texts[0] + texts[1], as: UTF8.self))
        }
        return texts[0]
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
