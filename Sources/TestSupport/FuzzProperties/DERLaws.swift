import PKIX

/// What every type with a DER encoding promises.
enum DERLaws {
    /// - What decodes strictly is DER, re-encodes to the same bytes and decodes tolerantly to the same.
    /// - What decodes tolerantly has an encoding, which decodes tolerantly to the same value.
    static func check<Value: DERCodable>(
        _ type: Value.Type, _ input: [UInt8], maximumBytes: Int = DERLimits.value
    ) throws(Violation) {
        let strict = try? Value(derEncoded: input, maximumBytes: maximumBytes)
        let tolerant = try? Value(
            derEncoded: input, tolerance: .tolerant, maximumBytes: maximumBytes)
        if let strict {
            try Property.require(DERForm.holds(for: input), "\(type) refuses what is not DER")
            try Property.require(
                strict.derEncoded == input, "\(type) re-encodes to what was decoded strictly")
            try Property.require(tolerant == strict, "\(type) tolerates what is right, unchanged")
        }
        guard let tolerant else { return }
        let encoded = tolerant.derEncoded
        let again = try? Value(
            derEncoded: encoded, tolerance: .tolerant, maximumBytes: 2 * maximumBytes)
        try Property.require(again == tolerant, "\(type) decodes what it encodes")
    }
}
