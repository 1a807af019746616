import CanonicalJSON
import Glibc
import HTTPListeners
import KeyCustody
import Ledger
import Messages
import Publication
import Testing

@testable import kapok

/// What is refused and what is a fault, and how a failure is told.
@Suite struct FailureTests {
    @Test(
        arguments: [
            (LedgerError.folderInUse(processID: 7), "folder.inUse", .refused),
            (
                LedgerError.newerFolder(part: "x", found: 2, known: 1, program: "2.0"),
                "folder.newer", .refused
            ),
            (LedgerError.olderFolder(found: 1, known: 2), "folder.older", .refused),
            (LedgerError.diskFull, "storage.diskFull", .refused),
            (LedgerError.misuse(detail: "x"), "ledger.internal", .internalFault),
            (KeyCustodyError.wrongSecret, "unlock.wrong", .refused),
            (KeyCustodyError.missing("a.sealed"), "keys.missing", .refused),
            (KeyCustodyError.damaged("a"), "keys.damaged", .refused),
            (KeyCustodyError.fileFailure("a", EACCES), "folder.fileUnreadable", .refused),
            (KeyCustodyError.derivationFailed, "internal.keyDerivation", .internalFault),
            (KeyCustodyError.warrantRefused("x"), "internal.warrantRefused", .internalFault),
            (ListenerError.addressInUse("x"), "listen.addressInUse", .refused),
            (
                ListenerError.cannotListen(address: "x", reason: "y"), "listen.impossible",
                .refused
            ),
            (ListenerError.notASocket(path: "x"), "listen.notASocket", .refused),
            (ListenerError.pathTooLong(path: "x"), "listen.pathTooLong", .refused),
            (ListenerError.stopped(reason: "x"), "internal.listenerStopped", .internalFault),
            (PublicationError.fileFailure("x", ENOSPC), "folder.fileUnreadable", .refused),
            (DurableFileError.missing("x"), "folder.fileUnreadable", .refused),
            (CancellationError(), "internal.command", .internalFault),
        ] as [(any Error, String, kapok.ExitStatus)])
    func `what a folder or listener cannot do is refused; only a fault is exit status 3`(
        error: any Error, code: String, status: kapok.ExitStatus
    ) {
        for language in Language.allCases {
            let failure = CommandFailure.of(error, in: language)
            #expect(failure.code == code && failure.status == status)
            #expect(!failure.message.contains("{") && !failure.remedy.contains("{"))
        }
    }

    @Test func `with --json a failure is one document on one line`() async throws {
        let run = await CommandRun.of(["health", "--data", "/nowhere/at/all", "--json"])
        #expect(run.errors.split(separator: "\n").count == 1 && run.errors.hasSuffix("}\n"))
        #expect(run.code == "command.dataFolderMissing")
    }

    @Test func `the cause of a fault stands behind it`() throws {
        let answer: JSONValue = [
            "error": ["code": "internal.fault", "message": "Oh.", "cause": "a\u{1B}b"]
        ]
        let failure = try #require(CommandFailure(answer: answer, httpStatus: 500))
        #expect(failure.status == .internalFault)
        #expect(failure.readable(for: Reader(.english)).contains("Behind it: a\\u{1b}b"))
        #expect(failure.json["error"]?["cause"] == "a\u{1B}b")
    }

    @Test func `a server without room refuses, and is no fault`() throws {
        let answer: JSONValue = ["error": ["code": "storage.diskFull", "message": "Full."]]
        #expect(CommandFailure(answer: answer, httpStatus: 503)?.status == .refused)
    }
}
