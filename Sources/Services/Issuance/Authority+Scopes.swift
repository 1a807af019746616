package import CertificatePolicy
package import Ledger

extension ReadableLedger {
    /// The cases that there can be, as grants of roles may be limited to them: of each authority the
    /// subscriber certificates of each kind that it issues, and everything else about it.
    package func caseScopes() throws -> [CaseScope] {
        try select(Authority.self, orderBy: "name").flatMap { authority in
            let kinds: [CaseKind] =
                authority.kind == .issuing
                ? [.none, .of(.personal), .of(.organisation)] : [.none]
            return kinds.map { CaseScope(authority: authority.name, kind: $0) }
        }
    }
}
