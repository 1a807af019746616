import CertificatePolicy
import Cryptography
import Messages
import PKIX
import SwiftASN1
import TestSupport
import Testing

@Suite struct `What certificates contain` {
    @Test(arguments: Profile.all)
    func `[3.2c] what a profile makes passes the linter, before and after signing`(
        profile: Profile
    ) throws {
        let authority = TestAuthority.of(profile.family)
        let template = try authority.template(profile.kind)
        let contents = try template.tbsCertificate()
        let before = Lint.certificate(
            toBeSigned: contents.derEncoded, profile: profile, authority: template.authority,
            subject: template.subject)
        #expect(before.map(\.rule) == [])
        let certificate = try authority.certificate(profile.kind)
        let after = Lint.signedCertificate(
            derEncoded: certificate.derEncoded, approved: contents.derEncoded, profile: profile,
            authority: template.authority, subject: template.subject)
        #expect(after.map(\.rule) == [])
    }
}
