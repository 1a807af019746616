import CPKCS11
import Cryptography
import Synchronization

/// The PIN of a token for all sessions of a pool, and the only way by which they log in.
///
/// One session tries at a time. A PIN that the token refused is given to nobody any more, and is not taken again; the
/// last try is not spent, for nobody types here.
final class PINKeeper: Sendable {
    private struct State {
        var pin: SecretBytes?
        var refused: SecretBytes?
    }

    private let state = Mutex(State())

    var hasPIN: Bool { state.withLock { $0.pin != nil } }

    /// - Throws: `.pinWrong` for the one that was refused before, without a try.
    func take(_ pin: SecretBytes, of token: String) throws(TokenError) {
        try state.withLock { state throws(TokenError) in
            if let refused = state.refused, refused.equals(pin) {
                throw .pinWrong(token: token, tries: .untold)
            }
            state.pin = pin
        }
    }

    /// Tries the PIN in a session, while no other one does.
    ///
    /// - Throws: `.pinMissing` where none is known, `.pinLocked`, `.pinFinalTry`, and what entering throws.
    func enter(
        _ facts: TokenFacts, _ entering: (SecretBytes) throws(TokenError) -> Void
    ) throws(TokenError) {
        guard facts.needsLogin else { return }
        try state.withLock { state throws(TokenError) in
            guard let pin = state.pin else { throw .pinMissing(token: facts.label) }
            if facts.isLocked { throw .pinLocked(token: facts.label) }
            guard facts.tries != .final else { throw .pinFinalTry(token: facts.label) }
            do throws(TokenError) {
                try entering(pin)
                state.refused = nil
            } catch {
                switch error {
                case .pinWrong, .pinLocked: (state.pin, state.refused) = (nil, pin)
                default: break
                }
                throw error
            }
        }
    }
}
