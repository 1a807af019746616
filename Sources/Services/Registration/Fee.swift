package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// What an application costs, by the practice of when it was received, and what became of it.
///
/// Nothing is paid here: an officer says under which reference money came in, or that none is asked.
package struct Fee: Sendable, Hashable {
    package enum Settlement: String, Sendable, CaseIterable { case paid, waived }

    /// Why none is asked, as a code: free text could hold personal data.
    package enum WaiverReason: String, Sendable, CaseIterable {
        case hardship, publicInterest, ownMistake, otherWaiver
    }

    /// Currency and whole amount, such as `HKD 200`.
    package let amount: String
    /// Nil while it is due.
    package var settlement: Settlement?

    init(amount: String, settlement: Settlement? = nil) {
        self.amount = amount
        self.settlement = settlement
    }

    init?(row: Row) throws(LedgerError) {
        guard let amount = try row.optionalText("fee") else { return nil }
        self.init(
            amount: amount,
            settlement: try row.optionalText("fee_settled") == nil
                ? nil : row.choice("fee_settled"))
    }

    /// `due`, `paid` or `waived`.
    package var state: String { settlement?.rawValue ?? "due" }
}

extension Practice {
    /// What an application for this kind of certificate costs; nil where that is nothing.
    func fee(for kind: Profile.Kind) -> Fee? {
        let amount = kind == .personal ? personalFee : organisationFee
        return amount == 0 ? nil : Fee(amount: "\(relianceCurrency) \(amount)")
    }
}

/// An officer settles the fee of an application: paid under a reference, or waived for a reason.
///
/// Payload: `application`, and `reference` (1 to 64 letters, digits, `-`, `/` and `.`) or `reason`. The reference lies
/// sealed in the dossier, since a bank's may name a person.
package struct FeeSettlement: Sendable {
    private let application: String
    private let reference: String?

    /// - Parameter settlement: what the operation does.
    package init(_ payload: Payload, _ settlement: Fee.Settlement) throws {
        let member = settlement == .paid ? "reference" : "reason"
        try payload.refuseUnknown(besides: ["application", member])
        application = try payload.string("application")
        switch settlement {
        case .paid:
            let text = try payload.string("reference", maximumBytes: 64)
            guard !text.isEmpty, text.utf8.allSatisfy(Self.allows) else {
                throw Refusal(.feeReferenceInvalid, field: "reference")
            }
            reference = text
        case .waived:
            let _: Fee.WaiverReason = try payload.choice("reason")
            reference = nil
        }
    }

    private static func allows(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(byte)
    }

    /// - Throws: `application.stateWrong` where it has ended, `application.feeNone`, `application.feeSettled`.
    package func record(_ transaction: inout Transaction) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        try application.judgeIsOpen()
        guard var fee = application.fee else {
            throw Refusal(.feeNone, field: "application", ["id": application.id])
        }
        if let settlement = fee.settlement {
            throw Refusal(
                .feeSettled, field: "application",
                ["id": application.id, "feeState": settlement.rawValue])
        }
        if let reference {
            _ = try transaction.vault.put(
                Array(reference.utf8), name: Self.referenceName, dossier: application.id)
        }
        fee.settlement = reference == nil ? .waived : .paid
        application.fee = fee
        try transaction.put(application)
        return application.answer.merging([
            "fee": .string(fee.amount), "feeState": .string(fee.state),
        ])
    }

    /// Under which the reference lies in the dossier.
    package static let referenceName = "fee-reference"
}
