import Governance
import Ledger
import Messages
import Records

/// What a token's security officer enters to unblock or wipe it, as the client draws it for each use: sealed in a
/// dossier of the token, and told again by the next use alone (CP 8.16).
///
/// It is stored before the token is given it, and none is forgotten before the token is known to have a later one:
/// whatever breaks off in between, one of those that are kept opens the token.
struct TokenSecret: Sendable {
    let token: String
    private let text: String

    static let members = ["token", "secret", "salt"]

    /// As PKCS#11 modules take them: most at least 4, none that we know more than 64.
    private static let lengths = 4...64

    /// - Throws: `payload.invalid`; `record.saltInvalid`, since what is signed must not let anybody guess at digits.
    init(_ payload: Payload) throws {
        token = try payload.tokenSerial()
        text = try payload.string("secret", maximumBytes: Self.lengths.upperBound)
        guard text.utf8.count >= Self.lengths.lowerBound, text.utf8.allSatisfy(\.isVisible) else {
            throw Refusal(.payloadInvalid, field: "secret", ["name": "secret"])
        }
        _ = try RecordEntry.checked(salt: payload.optionalString("salt", maximumBytes: 64))
    }

    func keep(_ transaction: inout Transaction) throws {
        try transaction.vault.put(
            Array(text.utf8), name: Self.name(transaction.entryIndex),
            dossier: Self.dossier(of: token))
    }

    static func dossier(of token: String) -> String { "tok-\(token)" }

    /// In the order of their entries.
    private static func name(_ entry: Int64) -> String {
        let digits = String(entry)
        return "secret-" + String(repeating: "0", count: max(0, 19 - digits.count)) + digits
    }

    /// What was kept before an entry, the newest first: one of them opens the token.
    static func earlier(
        than entry: Int64, of token: String, _ snapshot: Snapshot
    ) throws -> [String] {
        let dossier = dossier(of: token)
        return try snapshot.vault.names(dossier: dossier).filter { $0 < name(entry) }
            .sorted(by: >).compactMap { try snapshot.vault.read($0, dossier: dossier) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The token has the newest one: the others open nothing.
    static func forgetEarlier(of token: String, _ transaction: inout Transaction) throws {
        let dossier = dossier(of: token)
        for name in try transaction.vault.names(dossier: dossier).sorted().dropLast() {
            try transaction.vault.erase(name, dossier: dossier)
        }
    }
}

extension Payload {
    /// - Throws: `payload.invalid` for what is no serial number of a token.
    func tokenSerial() throws -> String {
        let serial = try string("token", maximumBytes: 16)
        guard !serial.isEmpty, serial.utf8.allSatisfy(\.isVisible) else {
            throw Refusal(.payloadInvalid, field: "token", ["name": "token"])
        }
        return serial
    }

    /// - Throws: `payload.invalid` for what is no model of a token.
    func tokenModel() throws -> String {
        let model = try string("model", maximumBytes: 16)
        guard !model.isEmpty, model.utf8.allSatisfy({ $0.isVisible || $0 == UInt8(ascii: " ") })
        else { throw Refusal(.payloadInvalid, field: "model", ["name": "model"]) }
        return model
    }
}

extension UInt8 {
    fileprivate var isVisible: Bool { (0x21...0x7E).contains(self) }
}
