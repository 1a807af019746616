import CPKCS11

/// One attribute of an object, to be given to a module.
struct TokenAttribute {
    let type: CK_ATTRIBUTE_TYPE
    let value: [UInt8]

    static func bytes(_ type: UInt, _ value: [UInt8]) -> Self {
        Self(type: CK_ATTRIBUTE_TYPE(type), value: value)
    }

    static func text(_ type: UInt, _ value: String) -> Self { bytes(type, Array(value.utf8)) }

    static func flag(_ type: UInt, _ isSet: Bool) -> Self { bytes(type, [isSet ? 1 : 0]) }

    /// A `CK_ULONG` as this machine writes it.
    static func number(_ type: UInt, _ value: UInt) -> Self {
        bytes(type, unsafe withUnsafeBytes(of: value) { unsafe Array($0) })
    }

    /// Lends the attributes as a module wants them, all values in one allocation.
    static func lend<R>(
        _ attributes: [Self], _ body: (UnsafeMutablePointer<CK_ATTRIBUTE>, CK_ULONG) -> R
    ) -> R {
        // Numbers in it are read as they lie.
        let alignment = MemoryLayout<CK_ULONG>.alignment
        let rooms = attributes.map { ($0.value.count + alignment - 1) / alignment * alignment }
        let values = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(alignment, rooms.reduce(0, +)), alignment: alignment)
        let list = UnsafeMutablePointer<CK_ATTRIBUTE>.allocate(capacity: max(1, attributes.count))
        defer {
            unsafe values.deallocate()
            unsafe list.deallocate()
        }
        var offset = 0
        for (index, attribute) in attributes.enumerated() {
            let place = unsafe UnsafeMutableRawBufferPointer(rebasing: values[offset...])
            unsafe place.copyBytes(from: attribute.value)
            unsafe list[index] = CK_ATTRIBUTE(
                type: attribute.type, pValue: place.baseAddress,
                ulValueLen: CK_ULONG(attribute.value.count))
            offset += rooms[index]
        }
        return unsafe body(list, CK_ULONG(attributes.count))
    }
}
