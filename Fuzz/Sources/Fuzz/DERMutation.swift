import CFuzzer

/// Called by libFuzzer to make a new input from one that it has: in place, at most `maximum` octets,
/// the same for the same seed.
///
/// Every other time, input that is DER is changed as such: one element, and the lengths of those
/// around it. Changes of single bytes hardly ever get past the lengths: this reaches up to two thirds
/// more new edges of the decoders of certificates and lists.
@c(LLVMFuzzerCustomMutator)
public func mutate(
    _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int, _ seed: UInt32
) -> Int {
    var random = SplitMix(state: UInt64(seed))
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    if Bool.random(using: &random), let output = DERElements(input)?.mutated(&random),
        output.count <= maximum
    {
        for (index, octet) in output.enumerated() { unsafe start[index] = octet }
        return output.count
    }
    return unsafe LLVMFuzzerMutate(start, count, maximum)
}

/// Where the elements of a DER encoding lie, in the order of reading.
private struct DERElements {
    struct Element {
        let start: Int
        let contents: Range<Int>
        /// The elements around this one, the outermost first.
        let parents: [Int]

        var whole: Range<Int> { start..<contents.upperBound }
    }

    let bytes: [UInt8]
    private(set) var elements: [Element] = []

    /// Nil for bytes that are not one whole element.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard read(bytes.indices, parents: []) == 1 else { return nil }
    }

    /// The bytes with one change.
    func mutated(_ random: inout SplitMix) -> [UInt8] {
        let element = elements[Int.random(in: elements.indices, using: &random)]
        let other = elements[Int.random(in: elements.indices, using: &random)]
        let contents = Array(bytes[element.contents])
        return switch Int.random(in: 0..<8, using: &random) {
        case 0: replacing(element, by: [])
        case 1: replacing(element, by: Array(bytes[other.whole]))
        case 2: replacing(element, by: bytes[element.whole] + Array(bytes[other.whole]))
        case 3: replacing(element, by: encoded(tag: bytes[other.start], contents))
        case 4:
            replacing(element, by: encoded(tag: .random(in: 0...0xbf, using: &random), contents))
        default: replacing(element, by: encoded(tag: bytes[element.start], mutated(contents)))
        }
    }

    /// The bytes with other ones in the place of an element, and with the lengths that follow.
    private func replacing(_ element: Element, by octets: [UInt8]) -> [UInt8] {
        var octets = octets
        var replaced = element.whole
        for parent in element.parents.reversed().map({ elements[$0] }) {
            let before = Array(bytes[parent.contents.lowerBound..<replaced.lowerBound])
            let after = Array(bytes[replaced.upperBound..<parent.contents.upperBound])
            octets = encoded(tag: bytes[parent.start], before + octets + after)
            replaced = parent.whole
        }
        return octets
    }

    private func encoded(tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        guard contents.count >= 0x80 else { return [tag, UInt8(contents.count)] + contents }
        let length = [16, 8, 0].map { UInt8(truncatingIfNeeded: contents.count >> $0) }
            .drop { $0 == 0 }
        return [tag, 0x80 | UInt8(length.count)] + Array(length) + contents
    }

    private func mutated(_ contents: [UInt8]) -> [UInt8] {
        var buffer = contents + [UInt8](repeating: 0, count: 16)
        let count = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe LLVMFuzzerMutate(start, contents.count, buffer.count)
        }
        return Array(buffer.prefix(count))
    }

    /// Reads the elements that fill a range; their number, or nil if they do not.
    private mutating func read(_ range: Range<Int>, parents: [Int]) -> Int? {
        let known = elements.count
        var place = range.lowerBound
        var count = 0
        while place < range.upperBound {
            guard parents.count < 40, let contents = contents(at: place, in: range) else {
                elements.removeSubrange(known...)
                return nil
            }
            let tag = bytes[place]
            elements.append(Element(start: place, contents: contents, parents: parents))
            let inside = parents + [elements.count - 1]
            if tag & 0x20 != 0 || tag == 0x04 {
                _ = read(contents, parents: inside)
            } else if tag == 0x03, !contents.isEmpty {
                _ = read(contents.dropFirst(), parents: inside)  // Behind the unused bits.
            }
            place = contents.upperBound
            count += 1
        }
        return count
    }

    private func contents(at place: Int, in range: Range<Int>) -> Range<Int>? {
        guard place + 2 <= range.upperBound, bytes[place] & 0x1f != 0x1f else { return nil }
        let octets = bytes[place + 1] < 0x80 ? 0 : Int(bytes[place + 1] & 0x7f)
        let start = place + 2 + octets
        guard octets <= 3, start <= range.upperBound else { return nil }
        let length =
            octets == 0
            ? Int(bytes[place + 1])
            : bytes[(place + 2)..<start].reduce(0) { $0 << 8 | Int($1) }
        return start + length <= range.upperBound ? start..<start + length : nil
    }
}

/// A small generator of random numbers; the same for the same seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
