package import CanonicalJSON
import Messages

/// Typed reading of what an act decides; a missing or malformed field is refused by its name.
package struct Payload: Sendable {
    package let json: JSONValue

    package init(_ json: JSONValue) {
        self.json = json
    }

    /// Refuses members that nobody reads: what is decided is signed and, where several people decide,
    /// kept for ever, so that nothing may hide in it.
    package func refuseUnknown(besides names: [String]) throws {
        guard let name = json.object?.keys.sorted().first(where: { !names.contains($0) }) else {
            return
        }
        throw Refusal(
            .payloadMemberUnknown, field: name,
            ["name": name, "known": names.joined(separator: ", ")])
    }

    package func string(_ name: String, maximumBytes: Int = 1024) throws -> String {
        guard let value = json[name]?.string, !value.isEmpty, value.utf8.count <= maximumBytes
        else { throw Refusal(.payloadInvalid, field: name, ["name": name]) }
        return value
    }

    package func optionalString(_ name: String, maximumBytes: Int = 1024) throws -> String? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let text = value.string, text.utf8.count <= maximumBytes else {
            throw Refusal(.payloadInvalid, field: name, ["name": name])
        }
        return text
    }

    package func integer(_ name: String) throws -> Int64 {
        guard let value = json[name]?.integer else {
            throw Refusal(.payloadInvalid, field: name, ["name": name])
        }
        return value
    }

    package func optionalInteger(_ name: String) throws -> Int64? {
        guard let value = json[name], !value.isNull else { return nil }
        return try integer(name)
    }

    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, as type: Choice.Type = Choice.self
    ) throws -> Choice where Choice.RawValue == String {
        let text = try string(name)
        guard let value = Choice(rawValue: text) else {
            throw Refusal(
                .payloadChoiceUnknown, field: name,
                [
                    "name": name, "value": text,
                    "choices": Choice.allCases.map(\.rawValue).joined(separator: ", "),
                ])
        }
        return value
    }

    package func strings(_ name: String, maximumCount: Int = 64) throws -> [String] {
        guard let value = json[name] else { return [] }
        guard let array = value.array, array.count <= maximumCount else {
            throw Refusal(.payloadInvalid, field: name, ["name": name])
        }
        return try array.map {
            guard let text = $0.string, text.utf8.count <= 1024 else {
                throw Refusal(.payloadInvalid, field: name, ["name": name])
            }
            return text
        }
    }

    /// A detached signature of an applicant or subscriber, in base64.
    package func signature(_ name: String = "signature") throws -> [UInt8] {
        guard let signature = Base64.decode(try string(name, maximumBytes: 4096)) else {
            throw Refusal(.payloadInvalid, field: name, ["name": name])
        }
        return signature
    }

    /// Lower-case hex SHA-256 digests, as evidence and contents are named.
    package func digest(_ name: String) throws -> String {
        let text = try string(name)
        guard Self.isDigest(text) else {
            throw Refusal(.payloadInvalid, field: name, ["name": name])
        }
        return text
    }

    /// Whether a text is a SHA-256 digest in lower-case hex: one digest has one writing.
    package static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
