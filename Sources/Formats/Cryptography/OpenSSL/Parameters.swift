import COpenSSL

/// A list of named parameters for the library, with the memory they point to.
///
/// Wiped when freed, since a parameter may be secret. Used within one call, on one thread.
@safe struct Parameters: ~Copyable {
    private var blocks: [UnsafeMutableRawBufferPointer] = unsafe []
    private var list: [OSSL_PARAM] = unsafe []

    init() {}

    deinit {
        unsafe blocks.forEach { block in
            unsafe OPENSSL_cleanse(block.baseAddress, block.count)
            unsafe block.deallocate()
        }
    }

    mutating func add(_ name: String, text: String) {
        let value = unsafe copy(Array(text.utf8) + [0])
        let key = unsafe copy(Array(name.utf8) + [0])
        unsafe list.append(
            OSSL_PARAM_construct_utf8_string(
                key.assumingMemoryBound(to: CChar.self),
                value.assumingMemoryBound(to: CChar.self), 0))
    }

    mutating func add(_ name: String, octets: [UInt8]) {
        let value = unsafe copy(octets)
        let key = unsafe copy(Array(name.utf8) + [0])
        unsafe list.append(
            OSSL_PARAM_construct_octet_string(
                key.assumingMemoryBound(to: CChar.self), value, octets.count))
    }

    /// An unsigned number, given big-endian; the library reads it in the machine's order.
    mutating func add(_ name: String, number: [UInt8]) {
        let ordered = Int(littleEndian: 1) == 1 ? number.reversed() : number
        let value = unsafe copy(ordered)
        let key = unsafe copy(Array(name.utf8) + [0])
        unsafe list.append(
            OSSL_PARAM_construct_BN(
                key.assumingMemoryBound(to: CChar.self),
                value.assumingMemoryBound(to: UInt8.self), ordered.count))
    }

    /// Lends the finished list, valid within the closure.
    borrowing func withList<R>(
        _ body: (UnsafeMutablePointer<OSSL_PARAM>) throws(CryptographyError) -> R
    ) throws(CryptographyError) -> R {
        var finished = unsafe list
        unsafe finished.append(OSSL_PARAM_construct_end())
        return try unsafe finished.withUnsafeMutableBufferPointer {
            (buffer) throws(CryptographyError) in
            guard let first = buffer.baseAddress else { throw .parameterOutOfRange }
            return try unsafe body(first)
        }
    }

    private mutating func copy(_ bytes: [UInt8]) -> UnsafeMutableRawPointer {
        // One octet at least, so that an empty value still has an address.
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(bytes.count, 1), alignment: 16)
        unsafe block.copyBytes(from: bytes)
        unsafe blocks.append(block)
        return block.baseAddress!
    }
}
