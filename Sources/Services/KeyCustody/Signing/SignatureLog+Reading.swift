import CanonicalJSON
import Cryptography
import Ledger

extension SignatureLog {
    /// What a line of the log tells.
    enum Told: Equatable {
        /// One signature, and the place of the entry that announced it; nil where the line names none.
        case signature(AnnouncedUse, entry: Int64?)
        /// So many OCSP answers.
        case answers(Int)
        /// So many checkpoints, and events that were told.
        case checkpoints(Int)
        /// How far the journal was followed.
        case position
        /// People said that the journal is followed anew from here on.
        case anew
    }

    /// Shows every line in order with its number, each proven to follow the one before.
    ///
    /// - Throws: `KeyCustodyError.logDamaged` with path and line where one was changed, exchanged or taken out; what
    ///   `body` throws. Lines taken away at the end are no contradiction of their own; see `SignatureReconciliation`.
    static func forEachLine(of path: String, _ body: (Int64, Told) throws -> Void) throws {
        var previous = [UInt8](repeating: 0, count: 32)
        var number: Int64 = 0
        try OpenFile(reading: path).forEachLine(maximumBytes: 4096) { line in
            guard let json = try? JSONValue(parsing: line), json.canonicalBytes == line,
                json["n"]?.integer == number, json["previous"]?.string == Hex.encode(previous),
                let told = told(by: json)
            else { throw KeyCustodyError.logDamaged("\(path):\(number + 1)") }
            try body(number, told)
            previous = DigestAlgorithm.sha256.hash(line)
            number += 1
        }
    }

    private static func told(by json: JSONValue) -> Told? {
        if json["anew"] == true { return .anew }
        if json["followed"] == true { return .position }
        let use = json["key"]?.string.flatMap { KeyReference(id: $0).use }
        if let count = json["answers"]?.integer {
            return use == .responder ? .answers(Int(count)) : nil
        }
        if let count = json["checkpoints"]?.integer {
            return use == .journal ? .checkpoints(Int(count)) : nil
        }
        guard let announced = AnnouncedUse(json), let entry = json["entry"],
            entry.isNull || entry.integer != nil
        else { return nil }
        return .signature(announced, entry: entry.integer)
    }
}
