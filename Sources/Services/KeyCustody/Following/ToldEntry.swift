/// An entry of the journal as a server tells it to a signer, with what the entry names by its hash alone.
package struct ToldEntry: Sendable, Equatable {
    /// The exact octets.
    package let entry: [UInt8]
    /// What is proposed, in canonical JSON, where the entry names a proposal.
    package let payload: [UInt8]?
    /// What is to be signed, where the entry announces the certificate of an authority.
    package let contents: [UInt8]?

    package init(entry: [UInt8], payload: [UInt8]? = nil, contents: [UInt8]? = nil) {
        (self.entry, self.payload, self.contents) = (entry, payload, contents)
    }
}
