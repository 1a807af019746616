import CertificatePolicy
package import Issuance
package import Ledger
import Messages
import Records

/// An incident of the register in which the authority's own mistake made a wrong certificate (CP 6.20).
struct ProductionIncident: Sendable {
    /// `rec-…`.
    let record: String
    /// Of `RecordKind.productionMistakes`.
    let mistake: String
    /// Whether an officer took it on; what was only reported is nobody's yet.
    let isOwned: Bool
    /// `AUTHORITY/SERIAL`; nil where it is about more than one.
    let certificate: String?

    /// Nil for what is no open incident of this form.
    init?(_ version: RecordVersion) throws {
        let values = try version.open
        guard version.kind == "incident", version.state == .inForce,
            values["form"] == "production", values["stage"] != "closed",
            let mistake = values["mistake"]
        else { return nil }
        record = version.record
        self.mistake = mistake
        isOwned = values["stage"] != "reported"
        certificate = values["certificate"]
    }
}

extension ReadableLedger {
    /// The open incident that a revocation names.
    ///
    /// - Throws: `revocation.incidentUnfit` unless it is one of production that an officer took on, and of this
    ///   certificate where it says of which.
    func productionIncident(
        _ id: String, of record: CertificateRecord
    ) throws -> ProductionIncident {
        guard let incident = try newestIncident(id), incident.isOwned,
            incident.certificate ?? record.name == record.name
        else {
            throw Refusal(.mistakeIncidentUnfit, field: "incident", ["record": id])
        }
        return incident
    }

    /// The mistake of an open incident of production that names this certificate; nil where none does.
    package func productionMistake(behind record: CertificateRecord) throws -> String? {
        try productionIncident(naming: record)?.mistake
    }

    /// The mistake behind the revocation of many, by an open incident that is about more than one (CP 6.20).
    ///
    /// - Throws: `revocation.mistakeReason`, `.incidentMissing`, `.incidentUnfit`.
    package func mistakeOfMany(
        reason: CertificateStatusChange.RevocationCause, incident id: String?
    ) throws -> String {
        try reason.judgeOwnMistake()
        guard let id else { throw Refusal(.mistakeIncidentMissing, field: "incident") }
        guard let incident = try newestIncident(id), incident.isOwned,
            incident.certificate == nil
        else { throw Refusal(.mistakeIncidentUnfit, field: "incident", ["record": id]) }
        return incident.mistake
    }

    private func newestIncident(_ id: String) throws -> ProductionIncident? {
        try select(
            RecordVersion.self, where: "record = ? AND \(RecordVersion.isNewest)", [.text(id)],
            limit: 1
        ).first.flatMap { try ProductionIncident($0) }
    }

    /// An open incident that names this certificate and that an officer took on: what was only reported says nothing
    /// of anybody yet.
    func productionIncident(naming record: CertificateRecord) throws -> ProductionIncident? {
        // Neither an authority's name nor a serial number holds a character that stands for others.
        let naming = try select(
            RecordVersion.self,
            where: "kind = 'incident' AND state = 'inForce' AND content LIKE ? AND "
                + RecordVersion.isNewest,
            [.text("%\"\(record.name)\"%")], orderBy: "record")
        for version in naming {
            if let incident = try ProductionIncident(version), incident.isOwned,
                incident.certificate == record.name
            {
                return incident
            }
        }
        return nil
    }
}

extension CertificateRecord {
    /// `AUTHORITY/SERIAL`.
    fileprivate var name: String { "\(authority)/\(serialHex)" }
}
