import CanonicalJSON
import Messages

/// Why the other process did not do what it was asked, as it is told.
///
/// ```
/// {"fault":{"kind":"warrantRefused","text":"…"}}
/// {"fault":{"arguments":{…},"field":"module"|null,"kind":"refusal","text":"module.unusable"}}
/// ```
enum SignerFault {
    /// What is refused in words on the other side: known here by their codes.
    private static let refusals: [RefusalCode] = [
        .moduleUnusable, .modulePINFileUnusable, .commandFileUnreadable, .signerJournalRefused,
        .signerEntryRefused,
    ]

    static func message(of error: any Error) -> SignerMessage {
        if let refusal = error as? Refusal {
            return SignerMessage([
                "fault": [
                    "kind": "refusal", "text": .string(refusal.code.id),
                    "field": refusal.field.map { .string($0) } ?? .null,
                    "arguments": .object(refusal.arguments.mapValues { .string($0) }),
                ]
            ])
        }
        let (kind, text) = (error as? KeyCustodyError)?.told ?? ("failed", "\(type(of: error))")
        return SignerMessage(["fault": ["kind": .string(kind), "text": .string(text)]])
    }

    /// What an answer tells of; nil where it was done.
    static func error(in message: SignerMessage) -> (any Error)? {
        guard let fault = message.head["fault"] else { return nil }
        guard let kind = fault["kind"]?.string, let text = fault["text"]?.string else {
            return KeyCustodyError.unintelligible
        }
        guard kind == "refusal" else { return KeyCustodyError(told: kind, text) }
        guard let code = refusals.first(where: { $0.id.utf8.elementsEqual(text.utf8) }) else {
            return KeyCustodyError.signerFailed(text)
        }
        return Refusal(
            code, field: fault["field"]?.string,
            (fault["arguments"]?.object ?? [:]).compactMapValues(\.string))
    }
}

extension KeyCustodyError {
    /// Files by their names: where they lie is nothing to the other side.
    fileprivate var told: (kind: String, text: String) {
        switch self {
        case .missing(let path): ("missing", Self.name(path))
        case .damaged(let path): ("damaged", Self.name(path))
        case .logDamaged(let path): ("failed", "\(Self.name(path)) damaged")
        case .fileFailure(let path, let number): ("failed", "\(Self.name(path)) errno \(number)")
        case .keyNowhere(let key): ("keyNowhere", key)
        case .moduleUnknown(let serial): ("moduleUnknown", serial)
        case .warrantRefused(let reason): ("warrantRefused", reason)
        case .notFollowed: ("notFollowed", "")
        case .notAnew: ("notAnew", "")
        case .checkpointAt(let size): ("checkpointAt", "\(size)")
        case .unintelligible: ("unintelligible", "")
        case .signerFailed(let reason): ("failed", reason)
        case .wrongSecret: ("failed", "wrongSecret")
        case .derivationFailed: ("failed", "derivationFailed")
        }
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    fileprivate init(told kind: String, _ text: String) {
        self =
            switch kind {
            case "missing": .missing(text)
            case "damaged": .damaged(text)
            case "keyNowhere": .keyNowhere(text)
            case "moduleUnknown": .moduleUnknown(text)
            case "warrantRefused": .warrantRefused(text)
            case "notFollowed": .notFollowed
            case "notAnew": .notAnew
            case "checkpointAt": Int64(text).map { .checkpointAt($0) } ?? .unintelligible
            case "unintelligible": .unintelligible
            default: .signerFailed(text)
            }
    }
}
