/// What DER asks of every element, whatever it means: X.690 §8, §10 and §11. Written apart from the
/// decoders, so that what they overlook is seen.
///
/// The contents of primitive elements with a tag of their own structure stay unread; their type is
/// not known here.
enum DERForm {
    /// Whether the bytes are one element, and it and all in it are as DER asks.
    static func holds(for bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        return readElement(&rest, depth: 0) != nil && rest.isEmpty
    }

    /// Deeper than any decoder goes.
    private static let maximumDepth = 60

    /// The encoding of the next element; nil if it is not DER.
    private static func readElement(
        _ rest: inout ArraySlice<UInt8>, depth: Int
    ) -> ArraySlice<UInt8>? {
        let start = rest
        guard depth < maximumDepth, let tag = rest.popFirst() else { return nil }
        if tag & 0x1f == 0x1f {
            guard let number = readBase128(&rest), number >= 0x1f else { return nil }
        }
        guard let length = readLength(&rest), length <= rest.count else { return nil }
        let contents = rest.prefix(length)
        rest = rest.dropFirst(length)
        let isConstructed = tag & 0x20 != 0
        if isConstructed {
            guard areElements(contents, areSorted: tag == 0x31, depth: depth + 1) else {
                return nil
            }
        }
        if tag & 0xc0 == 0 {
            let isRight =
                isConstructed ? tag == 0x30 || tag == 0x31 : isPrimitive(tag, Array(contents))
            guard isRight else { return nil }
        }
        return start.prefix(start.count - rest.count)
    }

    /// Every SET in the structures here is a SET OF, whose elements stand in order.
    private static func areElements(
        _ contents: ArraySlice<UInt8>, areSorted: Bool, depth: Int
    ) -> Bool {
        var rest = contents
        var last: ArraySlice<UInt8> = []
        while !rest.isEmpty {
            guard let element = readElement(&rest, depth: depth) else { return false }
            if areSorted && element.lexicographicallyPrecedes(last) { return false }
            last = element
        }
        return true
    }

    private static func isPrimitive(_ tag: UInt8, _ contents: [UInt8]) -> Bool {
        switch tag {
        case 0x01: contents == [0x00] || contents == [0xff]
        case 0x02, 0x0a: isInteger(contents)
        case 0x03: isBitString(contents)
        case 0x05: contents.isEmpty
        case 0x06: isObjectIdentifier(contents)
        case 0x0c: String(validating: contents, as: UTF8.self) != nil
        case 0x17: isTime(contents, digits: 12)
        case 0x18: isTime(contents, digits: 14)
        case 0x10, 0x11: false
        default: true
        }
    }

    private static func isInteger(_ contents: [UInt8]) -> Bool {
        guard let first = contents.first else { return false }
        guard contents.count > 1 else { return true }
        return first == 0x00 ? contents[1] >= 0x80 : first != 0xff || contents[1] < 0x80
    }

    private static func isBitString(_ contents: [UInt8]) -> Bool {
        guard let unused = contents.first, let last = contents.last, unused < 8 else {
            return false
        }
        return contents.count == 1 ? unused == 0 : last & ((1 << unused) - 1) == 0
    }

    private static func isObjectIdentifier(_ contents: [UInt8]) -> Bool {
        guard let last = contents.last, last < 0x80 else { return false }
        return contents.indices.allSatisfy { index in
            contents[index] != 0x80 || index > 0 && contents[index - 1] >= 0x80
        }
    }

    /// Seconds always, fractions without a zero at the end, Z.
    private static func isTime(_ contents: [UInt8], digits: Int) -> Bool {
        func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
        guard contents.count > digits, contents.last == UInt8(ascii: "Z"),
            contents.prefix(digits).allSatisfy(isDigit)
        else { return false }
        let fraction = contents.dropFirst(digits).dropLast()
        guard let point = fraction.first else { return true }
        return digits == 14 && point == UInt8(ascii: ".") && fraction.count > 1
            && fraction.dropFirst().allSatisfy(isDigit) && fraction.last != UInt8(ascii: "0")
    }

    /// Definite, in the fewest octets.
    private static func readLength(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.popFirst() else { return nil }
        guard first >= 0x80 else { return Int(first) }
        let octets = rest.prefix(Int(first & 0x7f))
        guard (1...4).contains(octets.count), octets.count == Int(first & 0x7f),
            octets.first != 0
        else { return nil }
        rest = rest.dropFirst(octets.count)
        let length = octets.reduce(0) { $0 << 8 | Int($1) }
        return length >= 0x80 ? length : nil
    }

    /// The number of a tag in the fewest octets, at most nine.
    private static func readBase128(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first != 0x80 else { return nil }
        var number = 0
        for _ in 0..<9 {
            guard let octet = rest.popFirst() else { return nil }
            number = number << 7 | Int(octet & 0x7f)
            if octet < 0x80 { return number }
        }
        return nil
    }
}
