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

    /// Held for a moment only: actors ask.
    private let state = Mutex(State())
    /// Held as long as the token takes, by sessions on threads of their own.
    private let trying = Mutex(())

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
    /// - Parameter facts: what the token says just before the try.
    /// - Throws: `.pinMissing` where none is known, `.pinLocked`, `.pinFinalTry`, and what entering throws.
    func enter(
        _ facts: () throws(TokenError) -> TokenFacts,
        _ entering: (SecretBytes) throws(TokenError) -> Void
    ) throws(TokenError) {
        try trying.withLock { _ throws(TokenError) in
            let facts = try facts()
            guard facts.needsLogin else { return }
            guard let pin = state.withLock({ $0.pin }) else {
                throw .pinMissing(token: facts.label)
            }
            if facts.isLocked { throw .pinLocked(token: facts.label) }
            guard facts.tries != .final else { throw .pinFinalTry(token: facts.label) }
            do throws(TokenError) {
                try entering(pin)
                state.withLock { $0.refused = nil }
            } catch {
                switch error {
                case .pinWrong, .pinLocked:
                    state.withLock { state in
                        state.refused = pin
                        if state.pin === pin { state.pin = nil }
                    }
                default: break
                }
                throw error
            }
        }
    }
}
