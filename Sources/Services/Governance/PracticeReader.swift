import CanonicalJSON
import CertificatePolicy
import Ledger
import Messages
import PKIX
import SwiftASN1

/// Reads named settings, remembers which were asked for, and refuses what is left over.
struct PracticeReader {
    private let object: [String: JSONValue]
    private var known: Set<String> = []

    init(_ json: JSONValue) throws {
        guard let object = json.object else {
            throw Refusal(.payloadInvalid, field: "settings", ["name": "settings"])
        }
        self.object = object
    }

    mutating func string(_ name: String, default fallback: String) throws -> String {
        known.insert(name)
        guard let value = object[name] else { return fallback }
        guard let text = value.string, !text.isEmpty else {
            throw Refusal(.practiceSettingInvalid(), field: name, ["name": name, "range": "text"])
        }
        return text
    }

    /// One line of text for people, at most 200 octets; empty where nothing is set.
    mutating func line(_ name: String, clause: String) throws -> String {
        known.insert(name)
        guard let value = object[name] else { return "" }
        guard let text = value.string, text.utf8.count <= 200,
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else {
            throw Refusal(
                .practiceSettingInvalid(clause: clause), field: name,
                ["name": name, "range": "+852 2000 0000, report@example.org"])
        }
        return text
    }

    /// Addresses of electronic mail with blanks between, at most 16; none where nothing is set.
    mutating func addresses(_ name: String) throws -> [String] {
        known.insert(name)
        guard let value = object[name] else { return [] }
        let addresses = value.string?.split(separator: " ").map(String.init)
        guard let addresses, addresses.count <= 16, addresses.allSatisfy(Self.isAddress) else {
            throw Refusal(
                .practiceSettingInvalid(), field: name,
                ["name": name, "range": "user@example.org …"])
        }
        return addresses
    }

    /// Whose word counts, and what is asked for on top. What the policy asks for is nowhere to be set, so that
    /// nothing drops it (CP 5.4f, 5.5d).
    mutating func evidenceRules() throws -> EvidenceRules {
        let further = try list(
            "extraEvidence", clause: "5.4f",
            form: EvidenceRules.Further.all.map(\.text).joined(separator: " ")
        ) { EvidenceRules.Further($0) != nil }
        return EvidenceRules(
            recognisedDatabases: try list(
                "recognisedDatabases", clause: "5.5B1", form: "code …",
                allows: RecordField.Form.handle.allows),
            authoritativeSources: try list(
                "authoritativeSources", default: EvidenceRules.usualSources, clause: "5.4a",
                form: "code …", allows: RecordField.Form.handle.allows),
            biometricThreshold: try integer(
                "biometricThreshold", default: 800, in: 500...1000, clause: "5.5B2"),
            further: further.compactMap(EvidenceRules.Further.init),
            connectors: try connectors())
    }

    /// Whom the authority asks directly, each under its own name.
    private mutating func connectors() throws -> [Connector] {
        try named(
            "connectors", clause: "5.5c", Connector.form, Connector.maximumCount, Connector.init,
            \.name)
    }

    /// Whom it tells of what is public, each under its own name.
    mutating func eventReceivers() throws -> [EventReceiver] {
        try named(
            "eventReceivers", clause: "4.1b", EventReceiver.form, EventReceiver.maximumCount,
            EventReceiver.init, \.name)
    }

    private mutating func named<Item>(
        _ name: String, clause: String, _ form: String, _ maximum: Int,
        _ make: (JSONValue) -> Item?, _ title: (Item) -> String
    ) throws -> [Item] {
        known.insert(name)
        guard let value = object[name] else { return [] }
        let read = value.array?.compactMap(make)
        guard let read, read.count == value.array?.count, read.count <= maximum,
            Set(read.map(title)).count == read.count
        else {
            throw Refusal(
                .practiceSettingInvalid(clause: clause), field: name,
                ["name": name, "range": form])
        }
        return read
    }

    /// Words with blanks between, at most 16, each once.
    mutating func list(
        _ name: String, default fallback: [String] = [], clause: String, form: String,
        allows: (String) -> Bool
    ) throws -> [String] {
        known.insert(name)
        guard let value = object[name] else { return fallback }
        let words = value.string?.split(separator: " ").map(String.init)
        guard let words, words.count <= 16, Set(words).count == words.count,
            words.allSatisfy(allows)
        else {
            throw Refusal(
                .practiceSettingInvalid(clause: clause), field: name,
                ["name": name, "range": form])
        }
        return words
    }

    mutating func agreement(_ name: String) throws -> NamedAgreement? {
        known.insert(name)
        guard let value = object[name], value != "" else { return nil }
        guard let agreement = value.string.flatMap(NamedAgreement.init) else {
            throw Refusal(
                .practiceSettingInvalid(clause: "6.2a"), field: name,
                ["name": name, "range": NamedAgreement.form])
        }
        return agreement
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    mutating func integer(
        _ name: String, default fallback: Int64, in range: ClosedRange<Int64>, clause: String? = nil
    ) throws -> Int64 {
        known.insert(name)
        guard let value = object[name] else { return fallback }
        guard let number = value.integer, range.contains(number) else {
            throw Refusal(
                .practiceSettingInvalid(clause: clause), field: name,
                ["name": name, "range": "\(range.lowerBound)–\(range.upperBound)"])
        }
        return number
    }

    /// No, where nothing is set.
    mutating func boolean(_ name: String, clause: String) throws -> Bool {
        known.insert(name)
        guard let value = object[name] else { return false }
        guard let answer = value.bool else {
            throw Refusal(
                .practiceSettingInvalid(clause: clause), field: name,
                ["name": name, "range": "true / false"])
        }
        return answer
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, default fallback: Choice, clause: String
    ) throws -> Choice where Choice.RawValue == String {
        known.insert(name)
        guard let value = object[name] else { return fallback }
        guard let choice = value.string.flatMap(Choice.init(rawValue:)) else {
            throw Refusal(
                .practiceSettingInvalid(clause: clause), field: name,
                [
                    "name": name,
                    "range": Choice.allCases.map(\.rawValue).joined(separator: " / "),
                ])
        }
        return choice
    }

    func refuseUnknown() throws {
        if let name = object.keys.sorted().first(where: { !known.contains($0) }) {
            throw Refusal(.practiceSettingUnknown, field: name, ["name": name])
        }
    }
}
