import CanonicalJSON
import Issuance
import Messages
import PKIX

/// An act on one issued certificate: fetched, checked to be the one that was named, and shown.
extension Session {
    func signStatusChange(
        _ operation: String, of name: String, _ facts: [String: JSONValue], _ options: ActOptions,
        ofAuthority: String? = nil, corrects: String? = nil
    ) async throws -> ExitStatus {
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            let answer = try await server.get(CertificateName.path(name))
            let authority = try answer.requiredString("authority")
            let isImported = answer["profile"]?.string == CertificateRecord.importedProfile
            let isOwn = answer["application"]?.string == nil && !isImported
            let operation = isOwn ? ofAuthority ?? operation : operation
            let certificate =
                isImported && answer["certificate"]?.string == nil
                ? nil : try CertificateName.certificate(in: answer, named: name)
            let serial =
                try certificate?.serialNumber.hex
                ?? CertificateName.serial(in: answer, named: name)
            let wholeName = "\(authority)/\(serial)"
            var payload = facts
            payload["certificate"] = .string(wholeName)
            // Of some that were taken over, only their row is here.
            let shown =
                certificate.map { CertificateView($0.tbsCertificate, console.reader).rendered() }
                ?? FieldList(console.reader).rendered(answer, indent: 2)
            try desk.tell(
                shown + "\n"
                    + PlainWords.hashed(.object(payload), console.reader),
                operation: operation)
            try await desk.carryOut(
                IntendedAct(
                    operation: operation, payload: .object(payload), caseID: wholeName,
                    corrects: corrects),
                in: self)
        }
        return .done
    }
}
