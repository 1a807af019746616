import Issuance
import KeyCustody
import Ledger
import LocalProcesses
import Messages
import Monitoring
import Synchronization

extension RemoteSigner: KeyGenerating, KeyPacking {}

extension SignerExchange {
    /// The signer at a socket. Asked by the first signature: one that is not there keeps no server from starting.
    init(socket path: String) throws {
        let client = try LocalSocketClient(
            socket: path, maximumBytes: SignerMessage.maximumBytes)
        let silence = Silence()
        self.init { request, patience in
            let isShort = patience < Silence.patience
            guard isShort || !silence.lasts else {
                throw Self.unreachable(path, .timedOut)
            }
            do throws(LocalSocketError) {
                // Whatever the public asks for, half of the places are for what officers decided.
                return try await client.answer(
                    to: request, patience: patience,
                    leaving: patience <= SignerPatience.soon
                        ? LocalSocketServer.requestsAtOnce / 2 : 0)
            } catch .tooLarge {
                throw KeyCustodyError.signerFailed("more than 128 MiB")
            } catch {
                if error == .timedOut, !isShort { silence.begin() }
                throw Self.unreachable(path, error)
            }
        }
    }

    private static func unreachable(_ path: String, _ error: LocalSocketError) -> Refusal {
        Refusal(
            .signerUnreachable, field: "node.signer", ["path": path, "reason": error.reason])
    }
}

extension RemoteSigner {
    /// - Parameter ledger: whose journal it is told.
    init(_ exchange: SignerExchange, journalOf ledger: Ledger) {
        self.init(
            exchange,
            journal: JournalForwarder(exchange, of: { ledger }) {
                try $0.contents(announcedBy: $1)
            })
    }
}

/// For a minute after somebody waited in vain who has patience, nobody else waits: a hundred signatures that are due do not
/// wait one after another for a signer that takes connections and answers none.
private final class Silence: Sendable {
    static let patience = Duration.seconds(30)
    private static let length = Duration.seconds(60)
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    var lasts: Bool { end.withLock { $0.map { ContinuousClock.now < $0 } ?? false } }

    func begin() { end.withLock { $0 = .now + Self.length } }
}

extension SignerFacts {
    /// - Parameter remote: nil where the server keeps the keys itself.
    init(_ remote: RemoteSigner?) async {
        guard let remote else {
            self = .own
            return
        }
        do {
            self = .answering(release: try await remote.release())
        } catch {
            let refusal = error as? Refusal ?? Refusal(ofCause: error)
            self = .silent(fault: refusal?.code.id ?? "\(type(of: error))")
        }
    }
}
