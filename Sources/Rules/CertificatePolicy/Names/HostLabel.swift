/// A part of a host's name, as mailboxes and addresses have it.
enum HostLabel {
    /// Letters, digits and inner hyphens, at most 63 octets (RFC 1123 §2.1).
    static func isOne(_ label: ArraySlice<UInt8>) -> Bool {
        (1...63).contains(label.count)
            && label.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
            && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }
}
