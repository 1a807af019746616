import CanonicalJSON
import ChildPrograms
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
        let run = try ChildProgram.run(
            [Self.program] + words + ["--json"], in: temporary.path,
            environment: ["OPENSSL_CONF": settings, "HOME": temporary.path])
        #expect(run.status == 3)
        let failure = try JSONValue(parsing: run.errors)
        #expect(failure["error"]?["code"] == "internal.cryptography")
    }
}
