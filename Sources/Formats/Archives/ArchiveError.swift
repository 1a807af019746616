/// Why bytes are no archive that can be read.
public enum ArchiveError: Error, Hashable, Sendable {
    /// The text is no recipient or identity of age, or has a typing error.
    case malformedKey
    /// It does not begin as an age file of version 1.
    case notEncrypted
    /// The header is not in the one form of the format, or beyond its limits.
    case malformedHeader
    /// No part of the header is for the identity.
    case otherRecipient
    /// A bit of the header differs from what was written.
    case headerAltered
    /// A bit of the content differs, or pieces were exchanged.
    case contentAltered
    /// The end is missing.
    case cutShort
    /// Something follows after the end.
    case trailingBytes
    /// The header of a member is not in the form that the writer gives it.
    case malformedMember
    /// A member is no plain file.
    case notAPlainFile(name: String)
    /// More bytes were given to a member than announced, or fewer.
    case wrongSize(name: String)
}
