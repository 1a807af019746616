import Cryptography
import Glibc

/// Standard input, where a person sits there.
enum Terminal {
    /// As long as any PIN may be.
    static let maximumBytes = 255

    /// One line that is typed and not shown; nil where it was broken off by Control-C or Control-D.
    ///
    /// Signals wait for the end, so that nobody is left with a terminal that shows nothing.
    @Sendable static func readUnseen(_ prompt: () -> Void) -> SecretBytes? {
        var before = termios()
        guard unsafe tcgetattr(0, &before) == 0 else { return nil }
        var unseen = before
        unseen.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard unsafe tcsetattr(0, TCSAFLUSH, &unseen) == 0 else { return nil }
        defer { unsafe tcsetattr(0, TCSAFLUSH, &before) }
        // Not before: what is typed at once would be shown, and thrown away.
        prompt()
        // Never grown, which would leave a copy behind.
        var line = [UInt8]()
        line.reserveCapacity(maximumBytes)
        var isWhole = false
        reading: while true {
            var octet: UInt8 = 0
            let count = unsafe Glibc.read(0, &octet, 1)
            if count < 0 && errno == EINTR { continue }
            guard count == 1 else { break }
            switch octet {
            case 0x0A, 0x0D:
                isWhole = true
                break reading
            case 0x03, 0x04: break reading
            case 0x08, 0x7F: _ = line.popLast()
            default:
                if line.count < maximumBytes { line.append(octet) }
            }
        }
        let secret = SecretBytes(line)
        return isWhole ? secret : nil
    }
}
