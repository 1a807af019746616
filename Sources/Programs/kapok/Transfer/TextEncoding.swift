import Glibc
import Messages

/// In which encoding a file of another program is written.
enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case gb18030
    case big5HKSCS = "big5-hkscs"

    /// As glibc's iconv names it.
    private var library: String {
        switch self {
        case .utf8: "UTF-8"
        case .gb18030: "GB18030"
        case .big5HKSCS: "BIG5-HKSCS"
        }
    }

    /// The marks by which a file says it itself.
    private static let marks: [(TextEncoding, [UInt8])] = [
        (.utf8, [0xEF, 0xBB, 0xBF]), (.gb18030, [0x84, 0x31, 0x95, 0x33]),
    ]

    /// The text of a file as UTF-8 in pieces, without its mark.
    ///
    /// - Parameter named: what the caller says; a mark in the file goes before. UTF-8 where nobody says.
    /// - Throws: `file.unreadable`; the pieces throw `record.encodingWrong`.
    static func open(_ path: String, named: TextEncoding?) throws -> () throws -> [UInt8]? {
        let read = try PieceReader.open(path)
        var first = try read() ?? []
        let mark = marks.first { first.starts(with: $0.1) }
        first.removeFirst(mark?.1.count ?? 0)
        let encoding = mark?.0 ?? named ?? .utf8
        var pending: [UInt8]? = first
        let pieces: () throws -> [UInt8]? = {
            defer { pending = nil }
            return try pending ?? read()
        }
        // What is no UTF-8 is told line by line by who reads the lines.
        guard encoding != .utf8 else { return pieces }
        let converter = try TextConverter(from: encoding.library) {
            Refusal(
                .recordEncodingWrong, field: path,
                ["path": path, "encoding": encoding.rawValue])
        }
        return { try converter.next(pieces) }
    }
}

/// Converts pieces of a text to UTF-8 (`iconv` of the C library). Used by one reader at a time, to whom
/// the descriptor is never shown.
@safe final class TextConverter {
    private let descriptor: iconv_t
    private let refusal: () -> Refusal
    /// Octets of a character whose end did not come yet.
    private var rest: [UInt8] = []
    private var isAtEnd = false

    init(from encoding: String, refusal: @escaping () -> Refusal) throws {
        guard let opened = unsafe iconv_open("UTF-8", encoding),
            Int(bitPattern: opened) != -1
        else { throw refusal() }
        unsafe descriptor = opened
        self.refusal = refusal
    }

    deinit { unsafe _ = iconv_close(descriptor) }

    /// The next piece; nil at the end.
    func next(_ read: () throws -> [UInt8]?) throws -> [UInt8]? {
        while !isAtEnd {
            guard let piece = try read() else {
                isAtEnd = true
                // A character that never ended is no text.
                guard rest.isEmpty else { throw refusal() }
                let last = try flushed()
                return last.isEmpty ? nil : last
            }
            let converted = try converted(rest + piece)
            if !converted.isEmpty { return converted }
        }
        return nil
    }

    private func converted(_ input: [UInt8]) throws -> [UInt8] {
        var input = input.map { CChar(bitPattern: $0) }
        // No character of two octets or more takes more than three times as many in UTF-8, and ASCII one.
        var output = [CChar](repeating: 0, count: input.count * 3 + 16)
        var (left, room) = (input.count, output.count)
        let failure: Int32 = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                let result = unsafe iconv(descriptor, &from, &left, &to, &room)
                return result == .max ? errno : 0
            }
        }
        guard failure == 0 || failure == EINVAL else { throw refusal() }
        rest = input.suffix(left).map { UInt8(bitPattern: $0) }
        return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
    }

    /// What the library held back, since a combining mark could have followed.
    private func flushed() throws -> [UInt8] {
        var output = [CChar](repeating: 0, count: 16)
        var room = output.count
        let result = unsafe output.withUnsafeMutableBufferPointer { target in
            var to = target.baseAddress
            return unsafe iconv(descriptor, nil, nil, &to, &room)
        }
        guard result != .max else { throw refusal() }
        return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
    }
}
