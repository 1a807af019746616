/// Choices without a branch: masks of all ones or all zeros, made by arithmetic.
///
/// The language promises nothing of the machine code. What it makes of these lines with optimisation was read
/// (decision 73), and nothing here looks up a table at a secret place.
enum ConstantTime {
    /// All ones if the value is zero, else zero.
    static func allOnes(whereZero value: UInt64) -> UInt64 {
        ((value | (0 &- value)) >> 63) &- 1
    }
}
