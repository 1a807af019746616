import CertificatePolicy
import Ledger
package import TestSupport

/// The people of a test authority beside the five founders of `TestLedger`.
extension TestOfficer {
    /// Founders whose roles exclude each other for one person (CP 7.13): enrolment would refuse
    /// them, and so they show that the history of a case keeps people apart as well.
    static let ofConflictingRoles = Result {
        [
            try TestOfficer(id: "off-fay", roles: [.validator, .issuingOfficer, .secretCustodian]),
            try TestOfficer(id: "off-gus", roles: [.approver, .issuingOfficer, .secretCustodian]),
            try TestOfficer(id: "off-hal", roles: [.auditor, .secretCustodian]),
        ]
    }

    /// Taken in by two security officers.
    static let enrolled = Result {
        [
            try TestOfficer(id: "off-val", roles: [.validator]),
            try TestOfficer(id: "off-app", roles: [.approver]),
            try TestOfficer(id: "off-iss", roles: [.issuingOfficer]),
        ]
    }
}

extension AuthorityWorld {
    /// Validator and security officer at once; approver as well.
    package var dai: TestOfficer { test.dai }
    package var eva: TestOfficer { test.eva }

    /// Validator and issuing officer.
    package var fay: TestOfficer { test.officers[5] }
    /// Approver and issuing officer.
    package var gus: TestOfficer { test.officers[6] }
    /// Auditor.
    package var hal: TestOfficer { test.officers[7] }

    /// One role each.
    package var validator: TestOfficer { get throws { enrolled[0] } }
    package var approver: TestOfficer { get throws { enrolled[1] } }
    package var issuingOfficer: TestOfficer { get throws { enrolled[2] } }
}
