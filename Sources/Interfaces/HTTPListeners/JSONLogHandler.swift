import Glibc
package import Logging

/// Writes each log event as one line of JSON: time, level, message, then the metadata.
///
/// What is logged is for operators of any rank: callers give no personal data, no query strings and
/// no raw paths.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level {
        get { ownLevel ?? threshold.level }
        set { ownLevel = newValue }
    }
    package var metadata: Logger.Metadata = [:]
    /// Of one logger that was set apart.
    private var ownLevel: Logger.Level?
    private let threshold: LogThreshold
    private let write: @Sendable ([UInt8]) -> Void
    private let now: @Sendable () -> UTCTime

    /// - Parameters:
    ///   - threshold: Of all loggers together, and changed for all of them.
    ///   - milliseconds: The time since 1970 in UTC; the system's clock by default.
    ///   - write: Takes a whole line with its line feed; standard error by default.
    package init(
        threshold: LogThreshold = LogThreshold(),
        milliseconds: @escaping @Sendable () -> Int64 = { UTCTime.now().milliseconds },
        write: @escaping @Sendable ([UInt8]) -> Void = Self.writeToStandardError
    ) {
        self.threshold = threshold
        now = { UTCTime(milliseconds: milliseconds()) }
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        line += Array(#"{"time":"\#(now().rfc3339)","level":"\#(event.level.rawValue)","#.utf8)
        line += Array(#""message":"#.utf8)
        Self.append(event.message.description, to: &line)
        if let error = event.error {
            line += Array(#","error":"#.utf8)
            Self.append(String(describing: error), to: &line)
        }
        let all = metadata.merging(event.metadata ?? [:]) { _, ofEvent in ofEvent }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line.append(UInt8(ascii: ","))
            Self.append(Self.reserved.contains(key) ? "metadata.\(key)" : key, to: &line)
            line.append(UInt8(ascii: ":"))
            Self.append(value, to: &line)
        }
        line += Array("}\n".utf8)
        write(line)
    }

    private static let reserved: Set<String> = ["time", "level", "message", "error"]

    private static func append(_ value: Logger.Metadata.Value, to line: inout [UInt8]) {
        switch value {
        case .string(let text): append(text, to: &line)
        case .stringConvertible(let number as Int): line += Array(String(number).utf8)
        case .stringConvertible(let number as Int64): line += Array(String(number).utf8)
        case .stringConvertible(let flag as Bool): line += Array(String(flag).utf8)
        case .stringConvertible(let other): append(other.description, to: &line)
        case .array(let values):
            line.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                append(value, to: &line)
            }
            line.append(UInt8(ascii: "]"))
        case .dictionary(let values):
            line.append(UInt8(ascii: "{"))
            for (index, pair) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                append(pair.key, to: &line)
                line.append(UInt8(ascii: ":"))
                append(pair.value, to: &line)
            }
            line.append(UInt8(ascii: "}"))
        }
    }

    /// RFC 8259 §7, with nothing that could end the line or move a terminal's cursor.
    private static func append(_ text: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": line += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                line += Array(
                    ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            default: line += Array(String(scalar).utf8)
            }
        }
        line.append(UInt8(ascii: "\""))
    }

    /// One system call a line, so that lines of several processes do not mix.
    package static let writeToStandardError: @Sendable ([UInt8]) -> Void = { line in
        var rest = line[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
