// A server that works as fast as it can until somebody kills it.
//
// Usage: LedgerCrasher FOLDER [WORKERS]. Founds a ledger in an empty folder. Tells each act that was acknowledged on standard output, one line
// `request entry`, written at once: what stands there must never be lost. Exits with 3 if the
// folder is in use.

import CanonicalJSON
import Cryptography
import Foundation
import Glibc
import Ledger
import TestSupport

let arguments = CommandLine.arguments
guard arguments.count > 1 else { exit(2) }
let folder = arguments[1]
let workers = arguments.count > 2 ? Int(arguments[2]) ?? 8 : 8
guard let lock = try? FolderLock(folder: folder) else { exit(3) }
let ledger = try await CrashWorld(folder: folder).open()
let signer = try CrashWorld(folder: folder).signer()

for intent in try await ledger.openIntents() {
    try await ledger.retry(
        intent.id, requestID: CrashWorld.newID(), signer: signer, complete: CrashWorld.complete)
}

/// One system call, so that a line is told whole or not at all.
func tell(_ id: String, _ entry: Int64) {
    let line = Array("\(id) \(entry)\n".utf8)
    _ = unsafe write(STDOUT_FILENO, line, line.count)
}

await withTaskGroup(of: Void.self) { group in
    for _ in 0..<workers {
        group.addTask {
            while let (id, outcome) = try? await CrashWorld.workOnce(ledger, signer) {
                tell(id, outcome.entryIndex)
            }
        }
    }
}
withExtendedLifetime(lock) {}
exit(1)
