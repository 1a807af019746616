import Ledger
import Logging
import Messages

extension Logger {
    /// Says that something failed: `code`, `cause` and `remedy` in English where it was refused in words,
    /// else the fault as it is.
    func fault(
        _ message: Logger.Message, _ fault: any Error, _ metadata: Logger.Metadata = [:]
    ) {
        var metadata = metadata
        if let refusal = fault as? Refusal ?? Refusal(ofCause: fault) {
            metadata["code"] = .string(refusal.code.id)
            metadata["cause"] = .string(refusal.message(in: .english))
            metadata["remedy"] = .string(refusal.remedy(in: .english))
        } else {
            metadata["cause"] = .string("\(fault)")
        }
        error(message, metadata: metadata)
    }
}
