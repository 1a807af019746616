import Cryptography
import PKIX

/// How many signatures one validation may verify.
///
/// Verifying is what costs, and a hostile set of certificates and lists can ask for any number of
/// it. Owned by one validation, never shared between tasks.
final class SignatureBudget {
    /// Honest requests need below twenty.
    static let maximumVerifications = 400

    private var left = SignatureBudget.maximumVerifications

    /// Whether a verification was left out for want of budget.
    private(set) var isExhausted = false

    /// Runs one verification; false once the budget is used up.
    func verify(_ verification: () -> Bool) -> Bool {
        guard left > 0 else {
            isExhausted = true
            return false
        }
        left -= 1
        return verification()
    }
}
