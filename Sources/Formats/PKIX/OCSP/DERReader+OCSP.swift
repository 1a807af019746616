import SwiftASN1

/// Fields that several OCSP messages have alike.
extension DERReader {
    /// `version [0] EXPLICIT Version DEFAULT v1`: there is no other version.
    mutating func onlyVersion1() throws(PKIXError) {
        let place = structure.at("version")
        guard let tagged = optional(tag: 0) else { return }
        let version = try tagged.explicit(at: place)
        guard version.identifier == .integer else { throw .unexpectedType(place) }
        guard try version.integer(at: place, context) == 0 else { throw .unsupported(place) }
        try context.tolerate(.encodedDefault(place))
    }

    /// Extensions under an explicit tag; none where they are absent.
    mutating func extensions(tag: UInt, _ field: String) throws(PKIXError) -> Extensions {
        guard let tagged = optional(tag: tag) else { return .none }
        return try Extensions(from: tagged.explicit(at: structure.at(field)), context)
    }
}

extension DERWriter {
    /// Extensions under an explicit tag; nothing where there are none.
    mutating func extensions(_ extensions: Extensions, tag: UInt8) {
        guard !extensions.isEmpty else { return }
        explicit(tag) { extensions.encode(into: &$0) }
    }
}
