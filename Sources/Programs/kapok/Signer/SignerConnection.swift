import Issuance
import KeyCustody
import LocalProcesses
import Messages
import Monitoring

extension RemoteSigner: KeyGenerating, KeyPacking {}

extension RemoteSigner {
    /// The signer at a socket. Asked by the first signature: one that is not there keeps no server from starting.
    init(socket path: String) throws {
        let client = try LocalSocketClient(
            socket: path, maximumBytes: SignerMessage.maximumBytes)
        self.init(
            SignerExchange { request, patience in
                do throws(LocalSocketError) {
                    return try await client.answer(to: request, patience: patience)
                } catch .tooLarge {
                    throw KeyCustodyError.signerFailed("more than 128 MiB")
                } catch {
                    throw Refusal(
                        .signerUnreachable, field: "node.signer",
                        ["path": path, "reason": error.reason])
                }
            })
    }
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
