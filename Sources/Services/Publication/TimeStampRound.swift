import Cryptography
package import Ledger
import MerkleLog
import Messages
import PKIX
import PathValidation

/// Asks one service for a time-stamp over the newest checkpoint, verifies it, and publishes it.
///
/// Apart from every commit: an act never waits for a service, and a service never for another one.
package struct TimeStampRound: Sendable {
    /// What a service answered over HTTP.
    package struct Reply: Sendable {
        package let status: Int
        package let body: [UInt8]

        package init(status: Int, body: [UInt8]) {
            self.status = status
            self.body = body
        }
    }

    /// Carries a request to the service, within limits of its own.
    package typealias Exchange = @Sendable (_ body: [UInt8]) async throws -> Reply

    private let ledger: Ledger
    private let folder: PublicFolder
    private let service: TimeStampService
    private let clock: @Sendable () -> Int64
    private let exchange: Exchange

    package init(
        _ service: TimeStampService, ledger: Ledger, folder: PublicFolder,
        clock: @escaping @Sendable () -> Int64, exchange: @escaping Exchange
    ) {
        self.service = service
        self.ledger = ledger
        self.folder = folder
        self.clock = clock
        self.exchange = exchange
    }

    /// Does nothing where the newest checkpoint has a time-stamp of the service already.
    ///
    /// - Throws: `timestamp.*`: nothing of such an answer is kept; what the exchange, the ledger
    /// and
    ///   the folder throw.
    package func run() async throws {
        let text = try await ledger.read { try $0.checkpoint() }
        let note = try SignedNote(parsing: Array(text.utf8))
        let last = folder.timeStamps.last(of: service)
        guard last?.note.signedBytes != note.signedBytes else { return }
        let request = TimeStampRequest(
            MessageImprint(of: note.signedBytes), policy: service.judge.policy,
            random: SystemRandomness().bytes(16))
        let reply = try await exchange(request.derEncoded)
        guard reply.status == 200 else {
            throw Refusal(.timestampUnreachable, ["reason": "HTTP \(reply.status)"])
        }
        let response: TimeStampResponse
        do {
            response = try TimeStampResponse(
                derEncoded: reply.body, tolerance: .tolerant,
                maximumBytes: TimeStampResponse.maximumBytes)
        } catch {
            throw Refusal(.timestampUnreadable, ["reason": "\(error)"])
        }
        let info = try service.judge.judge(
            response, to: request, of: note.signedBytes, atMilliseconds: clock())
        let stamped = TimeStamps.Stamped(
            name: service.name, checkpoint: try Checkpoint(parsing: note.text), note: note,
            response: response, info: info)
        try await folder.publish(stamped)
        folder.timeStamps.take(stamped)
    }
}
