/// What is wrong with one line of a register.
///
/// The raw value is a stable name, for messages and for the answer of a dry run.
public enum RegisterError: String, Error, Sendable, Hashable, CaseIterable {
    /// Not as many fields as the form has.
    case fields
    /// A field that has to be there is empty, or the other way round.
    case missing
    /// A word or number for the state that is none.
    case state
    /// A moment that is not written as the form asks.
    case time
    /// A reason for revocation that is none, or that no full list can hold.
    case reason
    /// A serial number that is not positive, or longer than 20 octets.
    case serial
    /// Octets that are no UTF-8.
    case text
    /// A line, or a record, longer than any real one.
    case tooLong
    /// A quotation mark that does not end, or stands where none may.
    case quote
    /// A table without a column that is needed, or with one twice.
    case header
    /// What should be a certificate cannot be read.
    case certificate
}
