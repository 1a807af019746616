import COpenSSL

/// The library's own error state, turned into this module's error.
enum LibCrypto {
    /// At most this many entries are kept: the library's queue holds 16 (ERR_NUM_ERRORS).
    private static let maximumReasons = 16

    /// Empties the calling thread's error queue into an error that names the failed call.
    static func failure(of call: String) -> CryptographyError {
        var reasons: [String] = []
        while reasons.count < maximumReasons {
            let code = ERR_get_error()
            guard code != 0 else { break }
            reasons.append(text(of: code))
        }
        ERR_clear_error()
        return .library(LibraryFailure(call: call, reasons: reasons))
    }

    /// Passes on status 1, the library's word for success; throws on anything else.
    static func check(_ status: Int32, _ call: String) throws(CryptographyError) {
        guard status == 1 else { throw failure(of: call) }
    }

    private static func text(of code: UInt) -> String {
        // 256 octets are what ERR_error_string itself sets aside.
        var buffer = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(code, &buffer, buffer.count)
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// The one owner of a short-lived C object; frees it when its scope ends.
///
/// Stays within one call on one thread, as the library asks for its contexts.
@safe struct Owned: ~Copyable {
    private let object: OpaquePointer
    private let release: (OpaquePointer?) -> Void

    /// - Parameter call: what made the object, named in the error if it made none.
    init(
        _ object: OpaquePointer?, releasedBy release: @escaping (OpaquePointer?) -> Void,
        from call: String
    ) throws(CryptographyError) {
        guard let object = unsafe object else { throw LibCrypto.failure(of: call) }
        unsafe self.object = object
        unsafe self.release = release
    }

    deinit { unsafe release(object) }

    /// The object, valid as long as its owner.
    @unsafe var pointer: OpaquePointer { unsafe object }
}
