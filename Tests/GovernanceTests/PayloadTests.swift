import AuthorityTestSupport
import CanonicalJSON
import Governance
import Testing

@Suite struct `What an act decides` {
    private enum Colour: String, CaseIterable { case red, green }

    private let payload = Payload([
        "text": "abc", "empty": "", "number": 5, "null": .null, "list": ["a", "b"],
        "mixed": ["a", 1], "object": [:], "colour": "green",
        "digest": .string(String(repeating: "0a", count: 32)),
        "capitals": .string(String(repeating: "0A", count: 32)),
        "short": .string(String(repeating: "0a", count: 31)),
    ])

    private func invalid(_ name: String) -> Reason { Reason("payload.invalid", nil, name) }

    @Test func `is read by type, and a wrong one is told by its field`() async throws {
        #expect(try payload.string("text") == "abc")
        #expect(try payload.string("text", maximumBytes: 3) == "abc")
        for name in ["empty", "number", "null", "list", "object", "none"] {
            #expect(try await refusal { try payload.string(name) } == invalid(name), "\(name)")
        }
        #expect(
            try await refusal { try payload.string("text", maximumBytes: 2) } == invalid("text"))
        #expect(try payload.integer("number") == 5)
        #expect(try await refusal { try payload.integer("text") } == invalid("text"))
    }

    @Test func `has the members of its act and no other`() async throws {
        let payload = Payload(["b": 1, "a": 2, "c": 3])
        try payload.refuseUnknown(besides: ["a", "b", "c", "d"])
        #expect(
            try await refusal { try payload.refuseUnknown(besides: ["c"]) }
                == Reason("payload.memberUnknown", nil, "a"))
        try Payload(.null).refuseUnknown(besides: [])
    }

    @Test func `may leave out what is optional, but not misspell it`() async throws {
        #expect(try payload.optionalString("none") == nil)
        #expect(try payload.optionalString("null") == nil)
        #expect(try payload.optionalString("text") == "abc")
        #expect(try await refusal { try payload.optionalString("number") } == invalid("number"))
        #expect(
            try await refusal { try payload.optionalString("text", maximumBytes: 2) }
                == invalid("text"))
    }

    @Test func `chooses from a list`() async throws {
        #expect(try payload.choice("colour", as: Colour.self) == .green)
        #expect(
            try await refusal { try payload.choice("text", as: Colour.self) }
                == Reason("payload.choiceUnknown", nil, "text"))
        #expect(
            try await refusal { try payload.choice("none", as: Colour.self) } == invalid("none"))
    }

    @Test func `lists texts, as many as it may`() async throws {
        #expect(try payload.strings("list") == ["a", "b"])
        #expect(try payload.strings("none") == [])
        for name in ["text", "mixed", "null"] {
            #expect(try await refusal { try payload.strings(name) } == invalid(name))
        }
        #expect(
            try await refusal { try payload.strings("list", maximumCount: 1) } == invalid("list"))
    }

    @Test func `names digests in one writing`() async throws {
        #expect(try payload.digest("digest").utf8.count == 64)
        for name in ["capitals", "short", "text", "none"] {
            #expect(try await refusal { try payload.digest(name) } == invalid(name))
        }
        #expect(!Payload.isDigest(String(repeating: "٠", count: 64)))
    }

    @Test func `merging puts new members over old ones`() {
        let merged = JSONValue.object(["a": 1, "b": 2]).merging(["b": 3, "c": .null])
        #expect(merged == ["a": 1, "b": 3, "c": .null])
    }
}
