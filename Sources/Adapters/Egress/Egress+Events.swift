package import CertificatePolicy
import HTTPClient
package import Ledger

extension Egress {
    /// Tells a receiver one thing, once, and signs it: over TLS to the root that the practice names, under the rules of all
    /// that goes out. Any status of 200 to 299 is a yes; what comes with it is not read.
    ///
    /// - Parameters:
    ///   - body: JSON.
    ///   - root: PEM, as it lies on this machine.
    /// - Throws: why it was not taken.
    package func tell(
        _ body: [UInt8], to receiver: EventReceiver, root: [UInt8], by signer: CheckpointSigner,
        allowing networks: [NetworkRange]
    ) async throws(ConnectorFault) {
        try Self.judge(root: root, is: receiver.rootHex)
        let client = try await client(
            receiver.address, .init(trusted: root), networks)
        let contentType = "application/json"
        let signature: HTTPMessageSignature
        do {
            signature = try await HTTPMessageSignature(
                of: body, contentType: contentType, to: receiver.address.text, by: signer,
                atSeconds: clock() / 1000)
        } catch {
            throw .unsigned
        }
        let request = HTTPClientRequest(
            "POST", receiver.address.path,
            headers: signature.fields.merging(["Content-Type": contentType]) { first, _ in first },
            body: body)
        let response = try await Self.response(to: request, client)
        switch response.status {
        case 200...299: return
        case 300...399: throw .redirected
        default: throw .status(response.status)
        }
    }
}
