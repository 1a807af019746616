/// The tag and length octets of one element with a low tag number and definite length, read
/// without reading its contents.
struct DERHeader {
    let tag: UInt8
    /// Octets of tag and length.
    let headerLength: Int
    /// Octets of the contents.
    let contentLength: Int

    var totalLength: Int { headerLength + contentLength }

    /// Nil where the octets are no such header. The contents may be longer than what follows.
    init?(_ bytes: some Collection<UInt8>) {
        var rest = bytes.makeIterator()
        guard let tag = rest.next(), tag & 0x1f != 0x1f, let first = rest.next() else { return nil }
        self.tag = tag
        if first < 0x80 {
            headerLength = 2
            contentLength = Int(first)
            return
        }
        // Four octets of length are 4 GiB, more than any object here.
        let count = Int(first & 0x7f)
        guard (1...4).contains(count) else { return nil }
        var length = 0
        for _ in 0..<count {
            guard let octet = rest.next() else { return nil }
            length = length << 8 | Int(octet)
        }
        headerLength = 2 + count
        contentLength = length
    }
}
