import Issuance
package import Messages
import PKIX
import Synchronization

/// How often strangers may do something with one certificate in an hour.
///
/// Kept in memory: a restart forgives.
package final class HourlyLimit: Sendable {
    package struct Key: Sendable, Hashable {
        let certificate: String
        /// What tells those who try apart; empty where nothing does.
        let part: String

        init(certificate: String, part: String = "") {
            (self.certificate, self.part) = (certificate, part)
        }
    }

    private struct Counted {
        var count = 0
        let sinceMilliseconds: Int64
    }

    /// Wrong suspension codes for one certificate and first group. A stranger does not know the first group, so that
    /// tries of theirs hardly ever count against the holder, and however many first groups they go through, of the right
    /// one they get five tries an hour against 60 bits: too long to be guessed without any limit.
    package static var ofSuspensionCodes: HourlyLimit {
        HourlyLimit(5, .codeWait, field: "code")
    }

    /// Readings of an inbox with one certificate: a page of it a minute. They count once the key was shown, so that nobody
    /// uses up another one's.
    package static var ofInboxes: HourlyLimit {
        HourlyLimit(60, .inboxWait, field: "certificate")
    }

    /// So many at a time, some 200 octets each: what is older makes room.
    static let maximumKeys = 10_000

    private let counted = Mutex<[Key: Counted]>([:])

    let limit: Int
    private let code: RefusalCode
    private let field: String

    private init(_ limit: Int, _ code: RefusalCode, field: String) {
        (self.limit, self.code, self.field) = (limit, code, field)
    }

    /// Counts one before it is looked at, so that those at the same time count as well.
    /// - Throws: `certificate.codeWait`, of inboxes `inbox.wait`, where this one would be too many; it is not counted.
    package func begin(_ key: Key, atMilliseconds now: Int64) throws(Refusal) {
        let until = counted.withLock { (counted: inout [Key: Counted]) -> Int64? in
            var known = counted[key] ?? Counted(sinceMilliseconds: now)
            if now - known.sinceMilliseconds >= Milliseconds.hour {
                known = Counted(sinceMilliseconds: now)
            }
            guard known.count < limit else { return known.sinceMilliseconds + Milliseconds.hour }
            known.count += 1
            if counted[key] == nil, counted.count >= Self.maximumKeys {
                Self.thinOut(&counted, now)
            }
            counted[key] = known
            return nil
        }
        guard let until else { return }
        throw Refusal(
            code, field: field,
            ["value": key.certificate, "at": Time.rfc3339(until)])
    }

    /// The code was right: what was tried before it is forgiven.
    package func succeed(_ key: Key) {
        counted.withLock { _ = $0.removeValue(forKey: key) }
    }

    /// How many are remembered.
    var count: Int { counted.withLock { $0.count } }

    /// What is over, and else the older half.
    private static func thinOut(_ counted: inout [Key: Counted], _ now: Int64) {
        let ages = counted.values.map(\.sinceMilliseconds).sorted()
        let middle = ages[ages.count / 2]
        counted = counted.filter {
            $0.value.sinceMilliseconds > middle
                && now - $0.value.sinceMilliseconds < Milliseconds.hour
        }
    }
}
