import Cryptography
import Messages
import Testing

@testable import kapok

@Suite struct `Where a data folder is founded` {
    let temporary = TemporaryFolder()

    @Test(arguments: [
        ("", "folder.unnamed"), ("F", "folder.exists"), ("F/", "folder.exists"),
        ("F/x", "folder.exists"), ("F/x/", "folder.exists"), ("/", "folder.exists"),
        ("F/none/ca", "folder.parentMissing"), ("F/none/deeper/ca", "folder.parentMissing"),
        ("F/x/ca", "folder.parentMissing"), ("/nonexistent/ca", "folder.parentMissing"),
    ])
    func `is a new name in a folder that is there`(data: String, code: String) async throws {
        try LocalFile.write([], to: temporary.file("x"))
        let refusal = try await #require(throws: Refusal.self) {
            try await found(data.replacing("F", with: temporary.path))
        }
        #expect(refusal.code.id == code)
        #expect(refusal.field == "data")
    }

    @Test func `does not matter before the unlock file is named`() async throws {
        let refusal = try await #require(throws: Refusal.self) {
            try await found(temporary.file("ca"), unlockFile: "")
        }
        #expect(refusal.code == .unlockUnnamed)
        #expect(!LocalFile.exists(temporary.file("ca")))
    }

    @Test(arguments: ["", "/"])
    func `holds everything, and nothing is left beside it`(end: String) async throws {
        try LocalFile.write(
            Array("0123456789abcdef".utf8), to: temporary.file("x"), mode: 0o600)
        try await found(temporary.file("ca") + end)
        try FolderPermissions(folder: DataFolder(path: temporary.file("ca"))).check()
        #expect(!LocalFile.exists(temporary.file("ca.founding")))
    }

    @Test func `[8.3] for production is refused, as long as keys lie in files`() async throws {
        try LocalFile.write(
            Array("0123456789abcdef".utf8), to: temporary.file("x"), mode: 0o600)
        let refusal = try await #require(throws: Refusal.self) {
            try await found(temporary.file("ca"), environment: "production")
        }
        #expect(refusal.code == .productionNotYet && refusal.code.clause == "8.3")
        #expect(!LocalFile.exists(temporary.file("ca")))
    }

    private func found(
        _ data: String, unlockFile: String? = nil, environment: String = "test"
    ) async throws {
        let founders = try ["mei", "jun", "lan"].map {
            FolderFounding.Founder(
                name: $0, key: OfficerKey(try SoftwareKey.generate(.p256)))
        }
        _ = try await NodeAccess.live.initialise(
            FolderFounding(
                dataFolder: data, organization: "Kapok", founders: founders,
                unlockFile: unlockFile ?? temporary.file("x"), environment: environment,
                baseURL: nil,
                listen: nil))
    }
}
