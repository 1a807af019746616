import Ledger
package import MerkleLog
package import PKIX
package import PathValidation
import Synchronization

/// A time-stamping service that this authority asks (RFC 3161).
package struct TimeStampService: Sendable {
    /// Its name in the settings: lower-case letters and digits. Also that of its files.
    package let name: String
    /// Whom and which policy its answers are judged by.
    package let judge: TimeStampJudge

    package init(name: String, judge: TimeStampJudge) {
        self.name = name
        self.judge = judge
    }
}

/// The newest checkpoint that each service time-stamped.
///
/// Files of `public/` as cosignatures are, and for the same reason: a row would want an entry, the
/// entry a checkpoint, and so on. `NAME.txt` is the note of the checkpoint, `NAME.tsr` the
/// service's answer over the bytes of its text.
package final class TimeStamps: Sendable {
    private let log: NoteVerifier
    /// Path of `public/`.
    private let folder: String
    private let state: Mutex<State>

    private struct State {
        var services: [TimeStampService] = []
        var newest: [String: Stamped] = [:]
    }

    /// One checkpoint as one service time-stamped it, all of it verified.
    package struct Stamped: Sendable, Hashable {
        package let name: String
        package let checkpoint: Checkpoint
        package let note: SignedNote
        package let response: TimeStampResponse
        package let info: TimeStampInfo
    }

    /// Reads what is in the folder `public/`; what is not as it should be counts as absent.
    init(_ services: [TimeStampService], log: NoteVerifier, folder: String) {
        self.log = log
        self.folder = folder
        state = Mutex(State())
        replace(services)
    }

    /// In the order of the settings.
    package var services: [TimeStampService] { state.withLock { $0.services } }

    /// Takes up other services.
    package func replace(_ services: [TimeStampService]) {
        var next = State(services: services)
        for service in services { next.newest[service.name] = stored(service) }
        state.withLock { $0 = next }
    }

    /// What a service time-stamped last, as far as is known here.
    package func last(of service: TimeStampService) -> Stamped? {
        state.withLock { $0.newest[service.name] }
    }

    /// Of all services, in the order of the settings.
    package var all: [Stamped] {
        state.withLock { state in state.services.compactMap { state.newest[$0.name] } }
    }

    func take(_ stamped: Stamped) {
        state.withLock {
            // Settings that were read again meanwhile may not know it any more.
            if $0.services.contains(where: { $0.name == stamped.name }) {
                $0.newest[stamped.name] = stamped
            }
        }
    }

    /// Relative to the folder `public/`.
    static func path(of name: String, _ suffix: String) -> String {
        "journal/timestamp/\(name).\(suffix)"
    }

    private func stored(_ service: TimeStampService) -> Stamped? {
        func file(_ suffix: String, _ limit: Int) -> [UInt8]? {
            try? DurableFile.read("\(folder)/\(Self.path(of: service.name, suffix))", limit: limit)
        }
        guard let text = file("txt", SignedNote.maximumBytes),
            let bytes = file("tsr", TimeStampResponse.maximumBytes),
            let note = try? SignedNote(parsing: text), log.verifies(note),
            let checkpoint = try? Checkpoint(parsing: note.text),
            let response = try? TimeStampResponse(
                derEncoded: bytes, tolerance: .tolerant,
                maximumBytes: TimeStampResponse.maximumBytes),
            let token = response.token,
            let info = try? service.judge.judge(token, of: note.signedBytes)
        else { return nil }
        return Stamped(
            name: service.name, checkpoint: checkpoint, note: note, response: response, info: info)
    }
}
