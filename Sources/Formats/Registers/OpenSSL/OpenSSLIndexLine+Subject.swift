public import PKIX

extension OpenSSLIndexLine {
    /// A name as `openssl ca` writes it into its index: `/C=HK/CN=…`, octets beyond printable ASCII as
    /// `\xHH`, types without a short name by their numbers. X509_NAME_oneline(3).
    public static func subject(_ name: DistinguishedName) -> String {
        var text = ""
        for attribute in name.attributes {
            text += "/" + (attribute.type.shortName ?? "\(attribute.type.identifier)") + "="
            for octet in attribute.value.utf8 {
                if (0x20...0x7E).contains(octet) {
                    text.unicodeScalars.append(Unicode.Scalar(octet))
                } else {
                    let hex = String(octet, radix: 16, uppercase: true)
                    text += "\\x" + (octet < 16 ? "0" + hex : hex)
                }
            }
        }
        guard text.utf8.count > RegisterRow.maximumSubjectBytes else {
            return text.isEmpty ? "/" : text
        }
        return String(text.unicodeScalars.prefix(RegisterRow.maximumSubjectBytes))
    }
}
