import ArgumentParser
public import CertificatePolicy

extension IdentityDocumentKind: WordArgument {
    public static var member: String { "document" }
}
