import CanonicalJSON
import PKIX

/// One message of plain text to one mailbox, in the form that is handed to a mail server (RFC 5322).
package struct MailMessage: Sendable, Hashable {
    /// Mailboxes such as `kapok@ca.example`; see `MailClient.isMailbox`.
    package let sender: String
    package let recipient: String
    package let subject: String
    package let text: String
    /// The left part of the Message-ID: the same for the same message, so that one that is sent twice is
    /// known as such.
    package let id: String
    /// Seconds since 1970.
    package let seconds: Int64

    package init(
        from sender: String, to recipient: String, subject: String, text: String, id: String,
        seconds: Int64
    ) {
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.id = id
        self.seconds = seconds
    }

    /// The octets, in lines of at most 76 with CRLF. Nothing in the texts can make a header field: the
    /// subject and the text are encoded.
    package var bytes: [UInt8] {
        let domain = sender.split(separator: "@").last ?? "localhost"
        let fields = [
            "Date: \(Self.date(seconds))",
            "From: <\(sender)>", "To: <\(recipient)>",
            "Subject: \(Self.encodedWords(subject))",
            "Message-ID: <\(id)@\(domain)>",
            // Nobody's holiday notice shall answer it (RFC 3834 §5).
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        let body = Self.lines(Base64.encode(Array(text.replacing("\n", with: "\r\n").utf8)))
        return Array((fields + [""] + body).map { $0 + "\r\n" }.joined().utf8)
    }

    /// As encoded words of at most 75 characters, none of which breaks a character (RFC 2047 §2, §5).
    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for character in text.unicodeScalars {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Base64.encode($0))?=" }.joined(separator: "\r\n ")
    }

    private static func lines(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return stride(from: 0, to: bytes.count, by: 76).map {
            String(decoding: bytes[$0..<min($0 + 76, bytes.count)], as: UTF8.self)
        }
    }

    /// As RFC 5322 §3.3 has it, in UTC: `Sun, 29 Nov 2026 04:16:21 +0000`.
    private static func date(_ seconds: Int64) -> String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let moment = CivilTime(milliseconds: seconds * 1000)
        let time = [moment.hour, moment.minute, moment.second].map(two).joined(separator: ":")
        return "\(weekdays[Int(seconds / 86_400 % 7)]), \(two(moment.day)) "
            + "\(months[moment.month - 1]) \(moment.year) \(time) +0000"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
