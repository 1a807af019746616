import SwiftASN1

/// Moments of lists and OCSP answers, which are whole seconds.
extension Time {
    /// A moment that can be encoded, cut to its whole second.
    static func wholeSecond(
        _ milliseconds: Int64, at place: Place
    ) throws(PKIXError) -> Int64 {
        guard (earliestMilliseconds..<latestMilliseconds + 1000).contains(milliseconds) else {
            throw .outOfRange(place)
        }
        return milliseconds.flooredSeconds * 1000
    }

    /// A field that is always GeneralizedTime, whatever the year.
    static func generalized(
        _ node: ASN1Node, at place: Place, _ context: DecodingContext
    ) throws(PKIXError) -> Int64 {
        guard node.identifier == .generalizedTime else { throw .unexpectedType(place) }
        let moment = try decodeGeneralized(node, at: place, context)
        // A tolerated offset from UTC can lead out of the years that can be written again.
        guard (firstYearMilliseconds..<latestMilliseconds + 1000).contains(moment) else {
            throw .outOfRange(place)
        }
        return moment
    }
}
