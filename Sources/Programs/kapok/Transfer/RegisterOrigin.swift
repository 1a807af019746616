import CanonicalJSON
import Messages
import PKIX
import Registers

/// Where a row came from, for whoever has to look there.
struct RegisterOrigin: Sendable {
    let path: String
    /// From 1; nil where the whole file is meant.
    var line: Int?
}

/// What comes out of the files of a register, one after the other.
enum RegisterItem: Sendable {
    case row(RegisterRow, RegisterOrigin)
    /// What cannot be taken over, and why.
    case conflict(Refusal, RegisterOrigin)
}

/// A serial number in 24 octets: a million of them are looked through, and kept.
struct SerialKey: Hashable, Sendable {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    init(_ serial: SerialNumber) {
        let octets = serial.bytes
        let padded = [UInt8](repeating: 0, count: max(0, 20 - octets.count)) + octets.suffix(20)
        func number(_ range: Range<Int>) -> UInt64 {
            padded[range].reduce(0) { $0 << 8 | UInt64($1) }
        }
        high = number(0..<8)
        middle = number(8..<16)
        low = UInt32(truncatingIfNeeded: number(16..<20))
    }
}
