package import Attachments
package import CanonicalJSON
import CertificatePolicy
import Governance
package import Ledger
import Registration
package import TestSupport

/// Connectors of a practice, and what is asked over them.
extension AuthorityWorld {
    /// As the practice names one: `officialDatabase` is `officialdatabase`, of source `hk-immd`.
    package static func connector(_ kind: String, source: String = "hk-immd") -> JSONValue {
        [
            "name": .string(kind.lowercased()), "kind": .string(kind),
            "url": "https://source.example/ask", "source": .string(source),
            "root": .string(evidence), "contract": .string(agreement),
        ]
    }

    /// Each kind has a connector, its database is recognised, and a contract is in force.
    package func connectSources() async throws {
        try await trustSources()
        try await change([
            "connectors": .array(
                ConnectorKind.allCases.map {
                    Self.connector(
                        $0.rawValue, source: $0 == .companyRegister ? "hk-cr" : "hk-immd")
                })
        ])
    }

    /// What is said of the subject where all is well.
    package static let subjects: [String: JSONValue] = [
        "officialDatabase": [
            "identityDocument": "passport",
            "number": .string(TestIdentity.passport(of: "陳大文")),
        ],
        "faceMatch": [:], "eID": ["identifier": "eid-1"],
        "bankMatch": ["bank": "A Bank", "account": "123-456"],
        "companyRegister": ["number": .string(TestIdentity.registration(of: "木棉花有限公司"))],
        "smsGateway": ["telephone": "+85291234567", "text": "123456"],
    ]

    /// A validator's act that has a connector asked.
    ///
    /// - Parameter changes: over the payload.
    @discardableResult
    package func check(
        _ id: String, _ kind: String, changing changes: JSONValue = [:],
        by officer: TestOfficer? = nil
    ) async throws -> ActOutcome {
        let (act, received) = try await checking(id, kind, changing: changes, by: officer)
        return try await registration.check(act, received: received)
    }

    /// The same as it is signed, with the pictures that came in before.
    package func checking(
        _ id: String, _ kind: String, changing changes: JSONValue = [:],
        by officer: TestOfficer? = nil
    ) async throws -> (act: ActRequest, received: [String: AttachmentIntake.Received]) {
        let roles = ConnectorKind(rawValue: kind)?.pictures.map(\.rawValue) ?? []
        let items = roles.map { _ in Self.proof("trueIntent", [:]) }
        let (handed, received) = try await handIn(.array(items))
        let pictures = zip(roles, handed.array ?? []).map { role, item -> JSONValue in
            ["role": .string(role), "file": item["file"] ?? .null]
        }
        let payload = JSONValue.object([
            "application": .string(id), "connector": .string(kind.lowercased()),
            "subject": Self.subjects[kind] ?? [:], "pictures": .array(pictures),
            "salt": .string(Self.salt),
        ]).merging(changes)
        return (
            try await test.request(
                "application.check", by: officer ?? validator, caseID: id, authority: "hk-rsa",
                payload: payload), received
        )
    }
}
