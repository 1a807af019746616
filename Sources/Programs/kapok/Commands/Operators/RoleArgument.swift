import ArgumentParser
public import CertificatePolicy

extension Role: WordArgument {
    public static var member: String { "role" }
}
