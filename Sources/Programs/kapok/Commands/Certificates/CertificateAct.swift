import CanonicalJSON
import Messages
import PKIX

/// An act on one issued certificate: fetched, checked to be the one that was named, and shown.
extension Session {
    func signStatusChange(
        _ operation: String, of name: String, _ facts: [String: JSONValue], _ options: ActOptions,
        ofAuthority: String? = nil
    ) async throws -> ExitStatus {
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            let answer = try await server.get(CertificateName.path(name))
            let authority = try answer.requiredString("authority")
            let isOwn = answer["application"]?.string == nil
            let operation = isOwn ? ofAuthority ?? operation : operation
            let certificate = try CertificateName.certificate(in: answer, named: name)
            let wholeName = "\(authority)/\(certificate.serialNumber.hex)"
            var payload = facts
            payload["certificate"] = .string(wholeName)
            try desk.tell(
                CertificateView(certificate.tbsCertificate, console.reader).rendered() + "\n"
                    + PlainWords.of(.object(payload), console.reader),
                operation: operation)
            try await desk.carryOut(
                IntendedAct(operation: operation, payload: .object(payload), caseID: wholeName),
                in: self)
        }
        return .done
    }
}
