import CertificatePolicy
import Testing

@Suite struct `Addresses of the network` {
    @Test(
        arguments: [
            ("8.8.8.8", true), ("1.0.0.0", true), ("223.255.255.255", true),
            ("172.15.255.255", true), ("172.32.0.0", true), ("100.63.255.255", true),
            ("100.128.0.0", true), ("192.167.255.255", true), ("192.169.0.0", true),
            ("0.0.0.0", false), ("10.0.0.1", false), ("100.64.0.1", false), ("127.0.0.1", false),
            ("127.255.255.255", false), ("169.254.169.254", false), ("172.16.0.1", false),
            ("172.31.255.255", false), ("192.0.0.1", false), ("192.0.2.1", false),
            ("192.88.99.1", false), ("192.168.1.1", false), ("198.18.0.1", false),
            ("198.51.100.1", false), ("203.0.113.1", false), ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("2400:3200::1", true), ("2a00::1", true), ("2001:200::1", true),
            ("::", false), ("::1", false), ("fe80::1", false), ("fc00::1", false),
            ("fd12:3456::1", false), ("ff02::1", false), ("2001::1", false),
            ("2001:db8::1", false), ("2002:7f00:1::", false), ("64:ff9b::7f00:1", false),
            ("3fff::1", false), ("4000::1", false),
            // An address of IPv4 inside one of IPv6 is what it holds.
            ("::ffff:7f00:1", false), ("::ffff:808:808", true), ("::7f00:1", false),
        ])
    func `[5.5c] what nobody outside can have is told from what is public`(
        text: String, isPublic: Bool
    ) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == isPublic)
    }

    @Test(
        arguments: [
            "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4 ",
            "2130706433", "1..2.3", "1.2.3.-4", ":", ":::", "1:2", "1::2::3", "12345::",
            "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "g::1", "::1%lo", "localhost", "[::1]",
        ])
    func `other writings of addresses are none`(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test func `octets of IPv4 in IPv6 are the address of IPv4`() throws {
        let mapped = Array(repeating: UInt8(0), count: 10) + [0xFF, 0xFF, 10, 1, 2, 3]
        #expect(NetworkAddress(octets: mapped) == NetworkAddress("10.1.2.3"))
        #expect(NetworkAddress(octets: mapped)?.text == "10.1.2.3")
        #expect(NetworkAddress("2001:db8::1")?.text == "2001:db8:0:0:0:0:0:1")
        #expect(NetworkAddress(octets: [1, 2, 3]) == nil)
    }

    @Test(
        arguments: [
            ("10.1.2.0/24", "10.1.2.0", true), ("10.1.2.0/24", "10.1.2.255", true),
            ("10.1.2.0/24", "10.1.3.0", false), ("10.1.2.0/24", "10.1.1.255", false),
            ("10.0.0.0/9", "10.127.0.1", true), ("10.0.0.0/9", "10.128.0.1", false),
            ("127.0.0.1/32", "127.0.0.1", true), ("127.0.0.1/32", "127.0.0.2", false),
            ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false),
            ("fd00:1::/32", "fd00:1:2::1", true), ("fd00:1::/32", "fd00:2::1", false),
            ("::1/128", "::1", true), ("::1/128", "127.0.0.1", false),
        ])
    func `[5.5c] a range holds what begins with its bits`(
        range: String, address: String, isHeld: Bool
    ) throws {
        let range = try #require(NetworkRange(range))
        #expect(range.holds(try #require(NetworkAddress(address))) == isHeld)
    }

    @Test(
        arguments: [
            "10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/", "/8",
            "10.0.0.0/8/8", "::1/129", "fe80::1/64", "10.0.0.0/-1", "a/8",
        ])
    func `what has bits behind its prefix, or none, is no range`(text: String) {
        #expect(NetworkRange(text) == nil)
    }
}
