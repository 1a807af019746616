import CertificatePolicy
import Messages
import Testing

@Suite struct `A grant that is limited to a site` {
    /// The site of the grant, that of the case, and whether the one covers the other.
    private static let covered: [(String?, CaseSite, Bool)] = [
        (nil, .none, true), (nil, .of("central"), true), (nil, .unread, true),
        ("central", .of("central"), true), ("central", .of("shatin"), false),
        ("central", .of("central-2"), false), ("central", .none, false),
        // Before the act reads its rows, which judges again.
        ("central", .unread, true),
    ]

    @Test func `[7.10] covers the cases of that site, and no case of none`() {
        for (site, of, isCovered) in Self.covered {
            let scope = GrantScope(site: site)
            #expect(scope.covers(authority: "a", .of(.personal), of) == isCovered, "\(of)")
            // Every other limit holds beside it.
            let narrow = GrantScope(authority: "a", kind: .organisation, site: site)
            #expect(narrow.covers(authority: "a", .of(.organisation), of) == isCovered)
            #expect(!narrow.covers(authority: "a", .of(.personal), of))
            #expect(!narrow.covers(authority: "b", .of(.organisation), of))
        }
        #expect(CaseSite(nil) == CaseSite.none && CaseSite("central") == .of("central"))
    }

    @Test(arguments: Operation.all.filter { $0.roles.contains(where: Role.limitable.contains) })
    func `[7.10, 7.11a] lets nobody do anything elsewhere, in whatever operation`(
        _ operation: Operation
    ) throws {
        func isRefused(_ site: CaseSite) -> Bool {
            let standing = OfficerStanding(
                officer: "off-kit",
                grants: operation.roles.filter(Role.limitable.contains).map {
                    RoleGrant(role: $0, scope: GrantScope(site: "central"), fromMilliseconds: 0)
                })
            do {
                try Authorisation.judge(
                    operation: operation, standing: standing, authority: "a",
                    kind: .of(.personal), site: site, caseHistory: [], atMilliseconds: 1)
                return false
            } catch {
                return error.code == .authorisationRoleMissing
            }
        }
        #expect(!isRefused(.of("central")))
        #expect(isRefused(.of("shatin")) && isRefused(.none))
    }

    @Test func `[7.10] what may be limited reads its case, or is at no site`() {
        let reading = Operation.all.filter(\.readsItsCase).filter { $0.people > 0 }.map(\.id)
        #expect(
            Set(reading) == [
                "proposal.refuse", "proposal.return", "proposal.withdraw", "application.vet",
                "application.check",
                "application.approve", "application.issue", "application.issueList",
                "application.refuse", "application.return", "application.evidence",
                "application.reveal", "application.claim", "application.unclaim",
                "application.recall", "application.payFee", "application.waiveFee",
                "application.makeKey", "application.deliverKey", "application.receiveKey",
                "application.deliverPassword", "application.prepareToken",
                "application.identifyBearer", "application.unblockToken", "application.wipeToken",
                "application.loseToken",
                "subscriber.decide", "subscriber.keepContact", "subscriber.reveal",
                "subscriber.export",
                "subscriber.restrict", "subscriber.unrestrict", "contact.add", "contact.end",
                "certificate.suspend", "certificate.release",
                "certificate.releaseOfAuthority", "certificate.revoke",
                "certificate.revokeByAuthority", "certificate.revokeOfAuthority", "crl.order",
                "campaign.open", "campaign.proceed", "campaign.stop",
            ])
    }

    @Test func `[7.10] is given by a wider one already, and taken back by what names no more`() {
        let central = RoleGrant(
            role: .validator, scope: GrantScope(authority: "a", site: "central"),
            fromMilliseconds: 0)
        /// The scope beside it; whether a grant of it gives all that this one does.
        let scopes: [(GrantScope, Bool)] = [
            (.everywhere, true), (GrantScope(site: "central"), true), (.authority("a"), true),
            (GrantScope(authority: "a", site: "central"), true),
            (GrantScope(site: "shatin"), false), (.authority("b"), false),
            (GrantScope(authority: "a", kind: .personal, site: "central"), false),
        ]
        for (scope, isWider) in scopes {
            let other = RoleGrant(role: .validator, scope: scope, fromMilliseconds: 0)
            #expect(other.includes(central) == isWider, "\(scope)")
            #expect(central.isMeant(by: .validator, scope) == isWider, "\(scope)")
            #expect(!central.isMeant(by: .approver, scope))
        }
    }

    @Test func `[7.11a] sites part no roles that exclude each other`() {
        let one = RoleGrant(
            role: .validator, scope: GrantScope(site: "central"), fromMilliseconds: 0)
        let other = RoleGrant(
            role: .approver, scope: GrantScope(site: "shatin"), fromMilliseconds: 0)
        #expect(one.excludes(other) && other.excludes(one))
    }
}

@Suite struct `Staffing of sites` {
    private static func person(_ id: String, _ role: Role, at site: String?) -> OfficerStanding {
        OfficerStanding(
            officer: id,
            grants: [
                RoleGrant(role: role, scope: GrantScope(site: site), fromMilliseconds: 0)
            ])
    }

    private static func scopes(_ sites: [CaseSite]) -> [CaseScope] {
        sites.flatMap { site in
            [CaseKind.none, .of(.personal), .of(.organisation)].map {
                CaseScope(authority: "a", kind: $0, site: site)
            }
        }
    }

    /// Who is there: each post with its site.
    static let staffs: [[(Role, String?)]] = [
        [], [(.validator, "central")], [(.validator, nil)],
        [(.validator, nil), (.validator, "central"), (.approver, "central")],
        [(.validator, "shatin"), (.approver, nil), (.approver, nil), (.issuingOfficer, nil)],
        [(.validator, "central"), (.validator, "shatin"), (.approver, "central")],
    ]

    @Test(arguments: staffs.indices)
    func `[7.11b] a case of no site has the fewest people, so that it speaks for all`(
        _ index: Int
    ) {
        let people = Self.staffs[index].enumerated().map {
            Self.person("off-\($0)", $1.0, at: $1.1)
        }
        let plain = Staffing(people, scopes: Self.scopes([.none]), atMilliseconds: 1)
        let every = Staffing(
            people, scopes: Self.scopes([.none, .of("central"), .of("shatin")]),
            atMilliseconds: 1)
        #expect(plain.lacking == every.lacking)
        for operation in Operation.all {
            #expect(plain.fewestAble(to: operation) == every.fewestAble(to: operation))
        }
        for person in people {
            #expect(
                plain.stopping(without: person.officer)
                    == every.stopping(without: person.officer))
        }
    }

    @Test func `[7.11b] who acts at one site alone replaces nobody elsewhere`() throws {
        let vet = try #require(Operation["application.vet"])
        let here = Staffing(
            [Self.person("off-c", .validator, at: "central")], scopes: Self.scopes([.none]),
            atMilliseconds: 1)
        #expect(here.lacking.contains(vet) && here.able(to: vet) == ["off-c"])
        let all = Staffing(
            [
                Self.person("off-c", .validator, at: "central"),
                Self.person("off-v", .validator, at: nil),
            ], scopes: Self.scopes([.none]), atMilliseconds: 1)
        #expect(!all.lacking.contains(vet))
        #expect(all.stopping(without: "off-v").contains(vet))
        #expect(!all.stopping(without: "off-c").contains(vet))
        #expect(
            all.officers(
                holding: [.validator],
                in: CaseScope(authority: "a", kind: .of(.personal), site: .of("central")))
                == ["off-c", "off-v"])
        #expect(
            all.officers(
                holding: [.validator],
                in: CaseScope(authority: "a", kind: .of(.personal), site: .of("shatin")))
                == ["off-v"])
    }
}
