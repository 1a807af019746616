import CanonicalJSON
import Testing

@Suite("Base 64, base 32 and hexadecimal") struct TextCodingTests {
    struct Vector: Sendable {
        let text: String
        let base64: String
        let base32: String
        let hex: String
        init(_ text: String, _ base64: String, _ base32: String, _ hex: String) {
            (self.text, self.base64, self.base32, self.hex) = (text, base64, base32, hex)
        }
    }

    @Test(arguments: [
        Vector("", "", "", ""),
        Vector("f", "Zg==", "my", "66"),
        Vector("fo", "Zm8=", "mzxq", "666f"),
        Vector("foo", "Zm9v", "mzxw6", "666f6f"),
        Vector("foob", "Zm9vYg==", "mzxw6yq", "666f6f62"),
        Vector("fooba", "Zm9vYmE=", "mzxw6ytb", "666f6f6261"),
        Vector("foobar", "Zm9vYmFy", "mzxw6ytboi", "666f6f626172"),
    ])
    func `[RFC 4648 §10] the test vectors hold both ways`(vector: Vector) {
        let bytes = Array(vector.text.utf8)
        #expect(Base64.encode(bytes) == vector.base64)
        #expect(Base64.decode(vector.base64) == bytes)
        #expect(Base32.encode(bytes) == vector.base32)
        #expect(Base32.decode(vector.base32) == bytes)
        #expect(Hex.encode(bytes) == vector.hex)
        #expect(Hex.decode(vector.hex) == bytes)
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "=Zg=", "Z===", "====", "Zh==", "Zm9=", "Zm9v\n", " Zm9v",
        "Zm9-",
        "Zm_v", "Zg==Zg==", "Zm9vZg", "Zmé=",
    ])
    func `[RFC 4648 §3.5] base 64 in any other writing is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["m", "MY", "my======", "mz", "mzx", "mzxw6y", "m1", "m8", "my ", "mzxr"])
    func `[RFC 4648 §6] base 32 in any other writing is refused`(text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test(arguments: ["0", "0g", " 00", "0x00", "00:00", "0０"])
    func `[RFC 4648 §8] what is not hexadecimal is refused`(text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test func `every length and byte comes back, in one text only`() {
        var random = SplitMix(state: 4648)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base32.decode(Base32.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        }
        #expect(Hex.decode("AbcDEF") == [0xAB, 0xCD, 0xEF])
    }
}
