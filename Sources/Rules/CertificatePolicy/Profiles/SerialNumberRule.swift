import PKIX

/// What serial numbers of this product look like: 20 octets, the first 01 to 7f, so that they are
/// positive, of one length, and hold at least 144 bits of the generator. RFC 5280 §4.1.2.2.
enum SerialNumberRule {
    static func holds(for serialNumber: SerialNumber) -> Bool {
        serialNumber.bytes.count == SerialNumber.maximumOctets
            && (0x01...0x7f).contains(serialNumber.bytes[0])
    }
}
