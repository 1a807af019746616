import Mail
import Testing

@Suite struct `A message of mail` {
    private func message(subject: String = "s", text: String = "t", seconds: Int64 = 0)
        -> MailMessage
    {
        MailMessage(
            from: "kapok@ca.example", to: "ada@example.hk", subject: subject, text: text,
            id: "notice-1", seconds: seconds)
    }

    private func lines(_ message: MailMessage) -> [String] {
        String(decoding: message.bytes, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (1_795_925_781, "Sun, 29 Nov 2026 04:16:21 +0000"),
        (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 +0000"),
    ])
    func `says when it was written, by RFC 5322 §3.3`(_ seconds: Int64, _ date: String) {
        #expect(lines(message(seconds: seconds)).first == "Date: \(date)")
    }

    @Test(arguments: [
        "\r\nBcc: eve@example.hk", "a\nb", "\0", String(repeating: "保安主任", count: 40),
    ])
    func `whatever the subject is, it adds no header field and no long line`(_ subject: String) {
        let lines = lines(message(subject: subject, text: subject))
        let head = lines.prefix { !$0.isEmpty }
        let names = head.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version",
                "Content-Type", "Content-Transfer-Encoding",
            ])
        #expect(lines.allSatisfy { $0.utf8.count <= 84 && $0.utf8.allSatisfy { $0 >= 0x20 } })
    }

    @Test(arguments: [
        "user@example.hk", "a.b+c@192.0.2.1",
    ])
    func `takes mailboxes that need no quotes`(_ text: String) {
        #expect(MailClient.isMailbox(text))
    }

    @Test(arguments: [
        "", "user", "@example.hk", "user@", "a@b@c", "a b@example.hk", "<a@example.hk>",
        "a@example.hk,b@example.hk", "a@example.hk\r\nRCPT TO:<eve@example.hk>", "\"a\"@example.hk",
        "用戶@example.hk", String(repeating: "a", count: 250) + "@b.hk",
    ])
    func `takes no other text for one`(_ text: String) {
        #expect(!MailClient.isMailbox(text))
    }

    @Test func `to nobody who can be one, nothing is connected to`() async {
        let client = MailClient(host: "127.0.0.1", port: 1, protection: .none)
        let message = MailMessage(
            from: "kapok@ca.example", to: "a@b\r\nDATA", subject: "", text: "", id: "1", seconds: 0)
        await #expect(throws: MailError.malformed) { try await client.send(message) }
    }

    @Test func `where nothing listens, it says so`() async {
        let client = MailClient(host: "127.0.0.1", port: 1, protection: .none)
        await #expect(throws: MailError.unreachable) { try await client.send(message()) }
    }
}
