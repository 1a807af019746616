import Foundation

/// Another program, run to its end or for as long as it is needed.
enum Program {
    struct Failed: Error {
        let command: String
        let status: Int32
        let complaint: String
    }

    /// - Returns: what it wrote to its standard output.
    @discardableResult
    static func run(_ command: String..., in folder: String) throws -> String {
        try run(command, in: folder)
    }

    @discardableResult
    static func run(_ command: [String], in folder: String) throws -> String {
        let process = make(command, in: folder)
        let output = Pipe(), complaints = folder + "/.complaints"
        _ = FileManager.default.createFile(atPath: complaints, contents: nil)
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: complaints)
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(
                command: command.joined(separator: " "), status: process.terminationStatus,
                complaint: (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? "")
        }
        return String(decoding: said, as: UTF8.self)
    }

    /// Runs a server until the body has ended, and waits for its own end.
    static func serving<R>(
        _ command: String..., in folder: String, _ body: () async throws -> R
    ) async throws -> R {
        let process = try start(command, in: folder)
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        return try await body()
    }

    /// One that goes on beside the caller, who waits for its end.
    static func start(_ command: [String], in folder: String) throws -> Process {
        let process = make(command, in: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func make(_ command: [String], in folder: String) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        return process
    }
}

/// A port of the loopback interface on which nothing listens now.
func freePort() -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &name) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            _ = unsafe bind(descriptor, pointer, length)
            _ = unsafe getsockname(descriptor, pointer, &length)
        }
    }
    return UInt16(bigEndian: name.sin_port)
}
