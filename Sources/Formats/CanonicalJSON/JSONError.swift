/// Why bytes are not acceptable JSON. `at` is the offset of the offending byte, from 0.
public enum JSONError: Error, Hashable, Sendable {
    /// More bytes than the caller's limit.
    case tooLong
    /// More nested arrays and objects than the caller's limit.
    case tooDeep(at: Int)
    /// The text ends inside a value.
    case unexpectedEnd
    /// A byte that the grammar does not allow here. RFC 8259 §2.
    case unexpectedByte(at: Int)
    /// Something other than white space follows the value.
    case trailingData(at: Int)
    /// A key stands twice in one object. RFC 7493 §2.3.
    case duplicateKey(at: Int)
    /// A fraction or an exponent; amounts and times are integers here.
    case fraction(at: Int)
    /// An integer beyond ±(2^53 − 1). RFC 7493 §2.2.
    case integerOutOfRange(at: Int)
    /// A control character that is not escaped. RFC 8259 §7.
    case controlCharacter(at: Int)
    /// A backslash with something unknown after it. RFC 8259 §7.
    case invalidEscape(at: Int)
    /// An escaped surrogate without its other half. RFC 7493 §2.1.
    case loneSurrogate(at: Int)
    /// A code point that Unicode reserves as a noncharacter, such as U+FFFE. RFC 7493 §2.1.
    case noncharacter(at: Int)
    /// Bytes inside a string that are not UTF-8.
    case invalidUTF8(at: Int)
}
