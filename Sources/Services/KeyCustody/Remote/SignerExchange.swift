import CanonicalJSON

/// The way to another process: brings a request there and its answer back, within a time.
package struct SignerExchange: Sendable {
    private let bring: @Sendable ([UInt8], _ patience: Duration) async throws -> [UInt8]

    package init(
        _ bring: @escaping @Sendable ([UInt8], _ patience: Duration) async throws -> [UInt8]
    ) {
        self.bring = bring
    }

    /// - Throws: what the other side refused; `KeyCustodyError.unintelligible`; what the way throws.
    func answer(to request: SignerMessage, patience: Duration) async throws -> SignerMessage {
        let answer = try SignerMessage(parsing: await bring(request.encoded, patience))
        if let error = SignerFault.error(in: answer) { throw error }
        return answer
    }

    /// The other end: never fails, since what goes wrong is an answer, too.
    static func answered(
        _ request: [UInt8], report: (any Error) -> Void,
        by work: (SignerMessage) async throws -> SignerMessage
    ) async -> [UInt8] {
        do {
            return try await work(SignerMessage(parsing: request)).encoded
        } catch KeyCustodyError.checkpointAt(let size) {
            // No fault: so a server learns after each start how far was signed.
            return SignerFault.message(of: KeyCustodyError.checkpointAt(size)).encoded
        } catch {
            report(error)
            return SignerFault.message(of: error).encoded
        }
    }
}

/// How long who asks waits: each a little longer than whom it asks, so that the word of who knows more comes first.
package enum SignerPatience {
    /// The pool of a module waits 20 s for a call, and who stands in line as long.
    static let module = Duration.seconds(42)
    static let signer = Duration.seconds(45)
    /// The same for the making of a key, which has fifteen times as long.
    static let makingInModule = Duration.seconds(640)
    static let makingInSigner = Duration.seconds(650)
    /// A subscriber's key takes a second or two, and they are made one after another.
    static let packing = Duration.seconds(120)
    /// Who asks for a status, or how the signer is, does not wait as long; no key of a responder lies in a module.
    package static let soon = Duration.seconds(5)
    /// Nor does who did something that is durable; but nobody takes its place who only asks.
    static let checkpoint = Duration.seconds(6)
}
