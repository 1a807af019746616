/// How exactly bytes must follow the standard.
public enum Tolerance: Hashable, Sendable {
    /// DER and every limit of the standard: requests and our own output.
    case strict
    /// BER, and defects that the field is known to live with, are read with a warning: foreign
    /// objects under validation. Ambiguity (a duplicate, trailing data) is refused all the same.
    case tolerant
}

/// What one decoding run shares: how strict it is, and what it let pass.
///
/// Made, used and dropped within one call; never shared between tasks.
public final class DecodingContext {
    /// A hostile object could hold a defect in each of its elements: later ones go unrecorded.
    public static let maximumWarnings = 64

    public let tolerance: Tolerance
    /// In the order in which the defects were met.
    public private(set) var warnings: [PKIXWarning] = []

    /// Begins a run without warnings.
    public init(_ tolerance: Tolerance) {
        self.tolerance = tolerance
    }

    /// Throws the error where decoding is strict, and records it as a warning where it is not.
    public func tolerate(_ error: PKIXError) throws(PKIXError) {
        guard tolerance == .tolerant else { throw error }
        if warnings.count < Self.maximumWarnings {
            warnings.append(PKIXWarning(error: error))
        }
    }
}
