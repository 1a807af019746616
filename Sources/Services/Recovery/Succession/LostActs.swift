import Campaigns
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registers
import Registration
import Status
import Transfer

/// Everything that a succession enters: what was seen of the lost acts, and the end of all that was under
/// way in what was kept, since nobody knows what became of it.
struct LostActs: Sendable {
    let registers: [LostRegister]
    /// Ids, as they were open: campaigns, applications, announced signatures. A campaign may have been stopped in
    /// what was lost, and stands still until somebody looked at it.
    let campaigns: [String]
    let applications: [String]
    /// What is on hold until its acceptance, which may be among what was lost: its time begins anew.
    let unaccepted: [(authority: String, serialHex: String)]
    let intents: [String]
    /// Serial numbers that were reserved and may have been signed, by authority.
    let reserved: [(authority: String, serialHex: String)]

    /// So many fit one entry with all that they change.
    private static let rowsInPiece = 40

    init(
        _ registers: [LostRegister], _ ledger: some ReadableLedger
    ) throws {
        self.registers = registers
        intents = try ledger.rows(
            "SELECT id FROM intent WHERE state = 'open' ORDER BY opened_entry, id", []
        ).map { try $0.text("id") }
        campaigns = try ledger.openCampaigns().filter { $0.state != .stopped }.map(\.id)
        applications = try ledger.rows(
            "SELECT id FROM application WHERE state NOT IN ('issued', 'refused') ORDER BY id", []
        ).map { try $0.text("id") }
        unaccepted = try ledger.rows(
            "SELECT authority, serial FROM certificate WHERE \(CertificateRecord.isUnaccepted) "
                + "AND state = 'suspended' ORDER BY authority, serial", []
        ).map { (try $0.text("authority"), try $0.text("serial")) }
        reserved = try ledger.rows(
            "SELECT authority, serial FROM certificate WHERE state = 'reserved' "
                + "ORDER BY authority, serial", []
        ).map { (try $0.text("authority"), try $0.text("serial")) }
    }

    /// What the officers sign of it.
    var json: JSONValue {
        [
            "authorities": .array(registers.map(\.json)),
            "applications": .integer(Int64(applications.count)),
            "campaigns": .integer(Int64(campaigns.count)),
            "intents": .integer(Int64(intents.count)),
            "reserved": .integer(Int64(reserved.count)),
            "unaccepted": .integer(Int64(unaccepted.count)),
        ]
    }

    /// In the order in which they have to be entered: what was under way ends first.
    func pieces(_ endings: [String: IntentRunner.Ending]) -> [Ledger.LostPiece] {
        openWork(endings) + registers.flatMap { Self.pieces(of: $0) }
    }

    private func openWork(_ endings: [String: IntentRunner.Ending]) -> [Ledger.LostPiece] {
        let intents = intents.chunks(of: Self.rowsInPiece).map { ids in
            Ledger.LostPiece(["intents": .array(ids.map { .string($0) })]) { transaction in
                for id in ids {
                    let intent = try transaction.openIntent(id)
                    guard let ending = endings[intent.purpose] else {
                        throw LedgerError.journalDamaged(detail: "an intent has no known purpose")
                    }
                    try ending.end(intent, in: &transaction)
                }
            }
        }
        let applications = applications.chunks(of: Self.rowsInPiece).map { ids in
            Ledger.LostPiece(["applications": .array(ids.map { .string($0) })]) { transaction in
                for id in ids {
                    var application = try transaction.application(id)
                    // Its intent may have taken it along.
                    guard application.state != .refused else { continue }
                    application.move(to: .refused, atMilliseconds: transaction.atMilliseconds)
                    try transaction.put(application)
                }
            }
        }
        let reserved = reserved.chunks(of: Self.rowsInPiece).map { numbers in
            let facts = numbers.map { number -> JSONValue in
                ["authority": .string(number.authority), "serial": .string(number.serialHex)]
            }
            return Ledger.LostPiece(["reserved": .array(facts)]) { transaction in
                for number in numbers {
                    let record = try transaction.get(
                        CertificateRecord.self, .text(number.authority), .text(number.serialHex))
                    guard var record, record.state == .reserved else { continue }
                    record.state = .abandoned
                    try transaction.change(&record, .abandoned)
                }
            }
        }
        let campaigns = campaigns.chunks(of: Self.rowsInPiece).map { ids in
            Ledger.LostPiece(["campaigns": .array(ids.map { .string($0) })]) { transaction in
                for id in ids {
                    var campaign = try transaction.campaign(id)
                    campaign.state = .stopped
                    try transaction.put(campaign)
                }
            }
        }
        return campaigns + unacceptedPieces + intents + applications + reserved
    }

    private var unacceptedPieces: [Ledger.LostPiece] {
        unaccepted.chunks(of: Self.rowsInPiece).map { numbers in
            let facts = numbers.map { number -> JSONValue in
                ["authority": .string(number.authority), "serial": .string(number.serialHex)]
            }
            return Ledger.LostPiece(["unaccepted": .array(facts)]) { transaction in
                let days = try transaction.practiceForStatus().practice.acceptanceDays
                for number in numbers {
                    var record = try transaction.certificateRecord(
                        number.authority, number.serialHex)
                    record.acceptUntilMilliseconds =
                        transaction.atMilliseconds + days * Milliseconds.day
                    try transaction.put(record)
                }
            }
        }
    }

    private static func pieces(of register: LostRegister) -> [Ledger.LostPiece] {
        let authority = register.authority
        var pieces = register.rows.chunks(of: rowsInPiece).map { rows in
            let facts: [String: JSONValue] = [
                "authority": .string(authority), "rows": .array(rows.map(\.fact)),
            ]
            return Ledger.LostPiece(facts) { transaction in
                for row in rows { try transaction.enterLost(row, of: authority) }
            }
        }
        if let number = register.crlNumber {
            let facts: [String: JSONValue] = [
                "authority": .string(authority), "crlNumber": .integer(number),
            ]
            pieces.append(
                Ledger.LostPiece(facts) { transaction in
                    // Used, without a list and without dates here: the next is greater.
                    try transaction.put(
                        CRLRecord(
                            authority: authority, number: number, thisUpdateMilliseconds: 0,
                            nextUpdateMilliseconds: 0, entry: transaction.entryIndex))
                })
        }
        return pieces
    }
}

extension RegisterRow {
    /// What an entry tells: a certificate by its SHA-256 alone, since names have no place in the journal.
    fileprivate var fact: JSONValue {
        let digest = certificate.map { DigestAlgorithm.sha256.hash($0) }
        return json.merging([
            "certificate": digest.map { .string(Hex.encode($0)) } ?? .null, "subject": .null,
        ])
    }
}

extension Transaction {
    /// One certificate as it was seen outside.
    fileprivate mutating func enterLost(_ row: RegisterRow, of authority: String) throws {
        let certificate = try row.certificate.map {
            try Certificate(derEncoded: $0, tolerance: .tolerant)
        }
        let known = try get(CertificateRecord.self, .text(authority), .text(row.serial.hex))
        if var known {
            let last = try statusHistory(of: known).last?.sequence ?? 0
            try tell(row, &known, sequence: last + 1)
        } else {
            var record = try record(of: row, certificate, authority)
            try tell(row, &record, sequence: 1)
            guard certificate != nil else { return }
            try blockLost(keyHashHex: record.keyHashHex)
        }
    }

    /// The key of a certificate that nobody here knows why it was issued is certified no more. One that
    /// an authority of this ledger signs with keeps its own certificates.
    private mutating func blockLost(keyHashHex: String) throws {
        let own = try select(
            CertificateRecord.self, where: "key_hash = ? AND state = 'valid'",
            [.text(keyHashHex)], limit: 1000
        ).contains { $0.isOfAuthority }
        if !own { try block(keyHashHex: keyHashHex) }
    }
}

extension Array {
    fileprivate func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
