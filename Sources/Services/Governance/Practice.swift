package import CanonicalJSON
package import CertificatePolicy
import Ledger
import Messages
import PKIX
import SwiftASN1

/// The settings that govern what the authority does, as one version in the ledger.
///
/// Each act names the version that it ran under. Durations are whole units as named; every value
/// has a default, so that an empty object is a complete practice.
package struct Practice: Sendable {
    package var version: Int64
    package var effectiveFromMilliseconds: Int64
    /// The name of the certification authority as an organisation, for issuer names.
    package var organization: String
    /// The arc under which Kapok's private extensions stand.
    package var privateArc: String
    /// How long a subscriber certificate lasts, in days; at most five years (CP 8.15).
    package var subscriberValidityDays: Int64
    package var rootValidityYears: Int64
    package var issuingValidityYears: Int64
    package var responderValidityDays: Int64
    /// Reliance limits (CP 11.1): whole amounts in `relianceCurrency`.
    package var personalRelianceLimit: Int64
    package var organisationRelianceLimit: Int64
    /// ISO 4217, three letters.
    package var relianceCurrency: String
    /// A CRL of an issuing authority is published at least this often; at most 24 (CP 4.11c).
    package var crlPeriodHours: Int64
    package var crlNextUpdateHours: Int64
    /// A CRL of a root; at most 366 (CP 4.11f).
    package var rootCRLNextUpdateDays: Int64
    /// How long an OCSP answer may be used.
    package var ocspNextUpdateMinutes: Int64
    /// The longest suspension (CP 6.19b).
    package var suspensionLimitDays: Int64
    /// By when an application is decided, in working days after it was received (CP 6.5).
    package var processingWorkingDays: Int64
    /// Where the working days are counted.
    package var workingCalendar: WorkingCalendar.Region
    /// Prepared contents that are not issued within this time must be prepared anew.
    package var contentsLifetimeDays: Int64
    /// What an application costs, in whole units of `relianceCurrency`; 0 where nothing.
    package var personalFee: Int64
    package var organisationFee: Int64
    /// How long an application that an officer took is kept for that officer.
    package var claimMinutes: Int64
    /// How long after the last custodian's signature a new security officer waits (`operator.recover`).
    package var recoveryDelayHours: Int64
    /// Who outside the authority is told of it then.
    package var recoveryAddresses: [String]
    /// How far the registers of personnel and training decide who may act (CP 7.13, 7.14).
    package var qualificationRule: QualificationRule
    /// Whose word counts where identity is proven, and what is asked for on top (CP 5.4, 5.5).
    package var evidenceRules: EvidenceRules
    /// Day and SHA-256 of the publication that recognised the databases; empty where none is (CP A1.3).
    package var recognisedDatabasesPublication: String
    /// The subscriber agreement that the authority worded itself (CP 6.2a); nil where Kapok's words serve.
    package var subscriberAgreement: NamedAgreement?
    /// How long a further contact of a known subscriber waits before it counts.
    package var contactDelayHours: Int64
    /// How long a draft is kept that nobody writes on.
    package var draftDays: Int64
    /// Where anybody reports and objects at any hour (CP 6.18), as messages say it; empty where nothing is set.
    package var hotline: String
    /// How numbers of identity documents stand in certificates: an authority that is not named says none.
    package var identityNumbers: [IdentityNumberRule]
    /// Addresses inside, such as a gateway's, under which connectors may be reached all the same.
    package var connectorNetworks: [NetworkRange]
    /// Who is told of issued, suspended, released and revoked certificates as it happens.
    package var eventReceivers: [EventReceiver]
    package var categories: Categories
    package var identityMethods: IdentityMethods
    /// Whether the authority makes keys for subscribers who bring none (CP 8.2).
    package var keysMadeByAuthority: Bool
    /// How subscribers accept the contents (CP 6.12).
    package var personalAcceptance: AcceptanceWay
    package var organisationAcceptance: AcceptanceWay
    /// How long a certificate that was delivered before its acceptance is on hold before it is revoked.
    package var acceptanceDays: Int64

    package init(version: Int64, effectiveFromMilliseconds: Int64, json: JSONValue) throws {
        self.version = version
        self.effectiveFromMilliseconds = effectiveFromMilliseconds
        var reader = try PracticeReader(json)
        organization = try reader.string("organization", default: "Kapok Demonstration CA")
        privateArc = try reader.string("privateArc", default: "1.3.6.1.4.1.32473")
        subscriberValidityDays = try reader.integer(
            "subscriberValidityDays", default: 1095, in: 1...1826, clause: "8.15e")
        rootValidityYears = try reader.integer(
            "rootValidityYears", default: 25, in: 1...50, clause: "8.15e")
        issuingValidityYears = try reader.integer(
            "issuingValidityYears", default: 15, in: 1...50, clause: "8.15e")
        responderValidityDays = try reader.integer("responderValidityDays", default: 30, in: 2...90)
        personalRelianceLimit = try reader.integer(
            "personalRelianceLimit", default: 200_000, in: 0...1_000_000_000, clause: "11.1")
        organisationRelianceLimit = try reader.integer(
            "organisationRelianceLimit", default: 1_000_000, in: 0...1_000_000_000, clause: "11.1")
        relianceCurrency = try reader.string("relianceCurrency", default: "HKD")
        crlPeriodHours = try reader.integer(
            "crlPeriodHours", default: 8, in: 1...24, clause: "4.11c")
        crlNextUpdateHours = try reader.integer("crlNextUpdateHours", default: 48, in: 2...240)
        rootCRLNextUpdateDays = try reader.integer(
            "rootCRLNextUpdateDays", default: 360, in: 1...366, clause: "4.11f")
        ocspNextUpdateMinutes = try reader.integer(
            "ocspNextUpdateMinutes", default: 240, in: 5...1440)
        suspensionLimitDays = try reader.integer(
            "suspensionLimitDays", default: Self.usualSuspensionLimitDays, in: 1...366,
            clause: "6.19b")
        processingWorkingDays = try reader.integer(
            "processingWorkingDays", default: 5, in: 1...60, clause: "6.5")
        workingCalendar = try reader.choice("workingCalendar", default: .hongKong, clause: "6.5")
        contentsLifetimeDays = try reader.integer("contentsLifetimeDays", default: 30, in: 1...180)
        personalFee = try reader.integer("personalFee", default: 0, in: 0...10_000_000)
        organisationFee = try reader.integer("organisationFee", default: 0, in: 0...10_000_000)
        claimMinutes = try reader.integer("claimMinutes", default: 30, in: 5...480)
        recoveryDelayHours = try reader.integer(
            "recoveryDelayHours", default: 168, in: Officer.minimumRecoveryDelayHours...1440,
            clause: "7.11b")
        recoveryAddresses = try reader.addresses("recoveryAddresses")
        // A practice of before has none: whoever goes on under it is not stopped by a newer program.
        qualificationRule = try reader.choice(
            "qualificationRule", default: .advised, clause: "7.14b")
        evidenceRules = try reader.evidenceRules()
        recognisedDatabasesPublication = try reader.list(
            "recognisedDatabasesPublication", clause: "5.5B1", form: "2026-11-30 SHA-256"
        ) { RecordField.Form.day.allows($0) || RecordField.Form.digest.allows($0) }
        .joined(separator: " ")
        subscriberAgreement = try reader.agreement("subscriberAgreement")
        contactDelayHours = try reader.integer("contactDelayHours", default: 72, in: 1...720)
        draftDays = try reader.integer("draftDays", default: 14, in: 1...60, clause: "12.1")
        hotline = try reader.line("hotline", clause: "6.18")
        identityNumbers = try reader.list(
            "identityNumbers", clause: "12.1", form: "AUTHORITY:keyed|encrypted|clear"
        ) { IdentityNumberRule($0) != nil }.compactMap(IdentityNumberRule.init)
        connectorNetworks = try reader.list(
            "connectorNetworks", clause: "5.5c", form: "10.1.2.0/24 …"
        ) { NetworkRange($0) != nil }.compactMap(NetworkRange.init)
        eventReceivers = try reader.eventReceivers()
        categories = try reader.choice("categories", default: .all, clause: "3.1a")
        identityMethods = try reader.choice("identityMethods", default: .all, clause: "5.6a")
        keysMadeByAuthority = try reader.boolean("keysMadeByAuthority", clause: "8.2a")
        personalAcceptance = try reader.choice(
            "personalAcceptance", default: .before, clause: "6.12")
        organisationAcceptance = try reader.choice(
            "organisationAcceptance", default: .before, clause: "6.12")
        // Time for a letter and its receipt; whoever is still silent after a month will not speak.
        acceptanceDays = try reader.integer(
            "acceptanceDays", default: 7, in: 1...30, clause: "6.12")
        try reader.refuseUnknown()
        try judge()
    }

    /// What is no number but must fit all the same: a setting that cannot stand in a certificate or
    /// list would stop the making of both.
    private func judge() throws {
        try NameRules.check(
            organization, field: "organization", form: .text,
            upperBound: SubjectAttributeKind.organizationName.upperBound)
        // Any other arc is somebody else's, and 2.5.29 would give X.509's own extensions a new sense.
        guard ASN1ObjectIdentifier.parse(dotted: privateArc) != nil,
            privateArc.hasPrefix("1.3.6.1.4.1.")
        else {
            throw Self.invalid("privateArc", "1.3.6.1.4.1.N")
        }
        guard RelianceLimit(currency: relianceCurrency, amount: 0) != nil,
            !Self.codesOfNoCurrency.contains(relianceCurrency)
        else {
            throw Self.invalid("relianceCurrency", "ISO 4217", clause: "11.1")
        }
        guard Set(identityNumbers.map(\.authority)).count == identityNumbers.count else {
            throw Self.invalid(
                "identityNumbers", "AUTHORITY:keyed|encrypted|clear", clause: "12.1")
        }
        // Which publication recognised them is what anybody can compare (CP A1.3).
        let publication = recognisedDatabasesPublication.split(separator: " ").map(String.init)
        guard
            publication.isEmpty && evidenceRules.recognisedDatabases.isEmpty
                || publication.count == 2 && RecordField.Form.day.allows(publication[0])
                    && RecordField.Form.digest.allows(publication[1])
        else {
            throw Self.invalid(
                "recognisedDatabasesPublication", "2026-11-30 SHA-256", clause: "5.5B1")
        }
        // A list must be replaced before it ends (CP 4.11c).
        guard crlNextUpdateHours > crlPeriodHours else {
            throw Self.invalid(
                "crlNextUpdateHours", "> crlPeriodHours (\(crlPeriodHours))", clause: "4.11c")
        }
    }

    /// ISO 4217: no currency is involved, and codes for testing.
    private static let codesOfNoCurrency = ["XXX", "XTS"]

    private static func invalid(
        _ name: String, _ range: String, clause: String? = nil
    ) -> Refusal {
        Refusal(
            .practiceSettingInvalid(clause: clause), field: name,
            ["name": name, "range": range])
    }

    /// The complete settings as they are exported, compared and proposed.
    package var json: JSONValue {
        .object([
            "organization": .string(organization),
            "privateArc": .string(privateArc),
            "subscriberValidityDays": .integer(subscriberValidityDays),
            "rootValidityYears": .integer(rootValidityYears),
            "issuingValidityYears": .integer(issuingValidityYears),
            "responderValidityDays": .integer(responderValidityDays),
            "personalRelianceLimit": .integer(personalRelianceLimit),
            "organisationRelianceLimit": .integer(organisationRelianceLimit),
            "relianceCurrency": .string(relianceCurrency),
            "crlPeriodHours": .integer(crlPeriodHours),
            "crlNextUpdateHours": .integer(crlNextUpdateHours),
            "rootCRLNextUpdateDays": .integer(rootCRLNextUpdateDays),
            "ocspNextUpdateMinutes": .integer(ocspNextUpdateMinutes),
            "suspensionLimitDays": .integer(suspensionLimitDays),
            "processingWorkingDays": .integer(processingWorkingDays),
            "workingCalendar": .string(workingCalendar.rawValue),
            "contentsLifetimeDays": .integer(contentsLifetimeDays),
            "personalFee": .integer(personalFee),
            "organisationFee": .integer(organisationFee),
            "claimMinutes": .integer(claimMinutes),
            "recoveryDelayHours": .integer(recoveryDelayHours),
            "recoveryAddresses": .string(recoveryAddresses.joined(separator: " ")),
            "qualificationRule": .string(qualificationRule.rawValue),
            "recognisedDatabases": .string(
                evidenceRules.recognisedDatabases.joined(separator: " ")),
            "recognisedDatabasesPublication": .string(recognisedDatabasesPublication),
            "authoritativeSources": .string(
                evidenceRules.authoritativeSources.joined(separator: " ")),
            "biometricThreshold": .integer(evidenceRules.biometricThreshold),
            "extraEvidence": .string(
                evidenceRules.further.map(\.text).joined(separator: " ")),
            "subscriberAgreement": .string(subscriberAgreement?.text ?? ""),
            "contactDelayHours": .integer(contactDelayHours),
            "draftDays": .integer(draftDays),
            "hotline": .string(hotline),
            "identityNumbers": .string(identityNumbers.map(\.word).joined(separator: " ")),
            "connectors": .array(evidenceRules.connectors.map(\.json)),
            "connectorNetworks": .string(
                connectorNetworks.map(\.text).joined(separator: " ")),
            "eventReceivers": .array(eventReceivers.map(\.json)),
            "categories": .string(categories.rawValue),
            "identityMethods": .string(identityMethods.rawValue),
            "keysMadeByAuthority": .bool(keysMadeByAuthority),
            "personalAcceptance": .string(personalAcceptance.rawValue),
            "organisationAcceptance": .string(organisationAcceptance.rawValue),
            "acceptanceDays": .integer(acceptanceDays),
        ])
    }

    /// What counts where nothing else is set, or where the settings cannot be read.
    package static let usualSuspensionLimitDays: Int64 = 14

    /// The version of the certificate policy that this practice implements.
    package static let policyVersion = "1.1"
}
