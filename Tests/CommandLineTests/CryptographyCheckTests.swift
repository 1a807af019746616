import CanonicalJSON
import Foundation
import Testing

/// The program itself, since a library's settings count for a whole process.
@Suite struct `A cryptographic library that lacks an algorithm` {
    private let temporary = TemporaryFolder()

    /// The program beside the test bundle.
    private static let program: String = {
        let test =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: test).deletingLastPathComponent()
            .appendingPathComponent("kapok").path
    }()

    @Test(arguments: [["health"], ["operator", "key", "--out", "key"]])
    func `is refused before any command`(words: [String]) throws {
        let settings = temporary.file("openssl.cnf")
        let text = """
            openssl_conf = start
            [start]
            alg_section = algorithms
            [algorithms]
            default_properties = fips=yes

            """
        try #require(
            FileManager.default.createFile(atPath: settings, contents: Data(text.utf8)))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = words + ["--json"]
        process.environment = ["OPENSSL_CONF": settings, "HOME": temporary.path]
        process.currentDirectoryURL = URL(fileURLWithPath: temporary.path)
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 3)
        let failure = try JSONValue(parsing: Array(said))
        #expect(failure["error"]?["code"] == "internal.cryptography")
    }
}
