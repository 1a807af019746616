package import Messages
import PKIX
import Synchronization

/// How often codes were tried: at most five wrong ones in an hour for one certificate and first group.
///
/// A stranger does not know the first group, so that tries of theirs hardly ever count against the holder,
/// and however many first groups they go through, of the right one they get five tries an hour against
/// 60 bits. Kept in memory: a restart forgives, and the code is too long to be guessed without any limit.
package final class CodeTries: Sendable {
    package struct Key: Sendable, Hashable {
        let certificate: String
        let firstGroup: String
    }

    private struct Tried {
        var count = 0
        let sinceMilliseconds: Int64
    }

    /// Of suspension codes.
    static let allowed = 5
    /// Of readings of an inbox with one certificate: a page of it a minute.
    private static let readings = 60
    static let intervalMilliseconds: Int64 = 3_600_000
    /// So many at a time, some 200 octets each: what is older makes room.
    static let maximumKeys = 10_000

    private let tried = Mutex<[Key: Tried]>([:])

    private let limit: Int
    private let code: RefusalCode
    private let field: String

    package init() { (limit, code, field) = (Self.allowed, .codeWait, "code") }

    private init(limit: Int, _ code: RefusalCode, field: String) {
        (self.limit, self.code, self.field) = (limit, code, field)
    }

    /// Readings of inboxes, which count once the key was shown: nobody uses up another one's.
    package static func ofInboxes() -> CodeTries {
        CodeTries(limit: readings, .inboxWait, field: "certificate")
    }

    /// Counts one try before it is looked at, so that tries at the same time count as well.
    /// - Throws: `certificate.codeWait`, of inboxes `inbox.wait`, where this one would be too many; it is not counted.
    package func begin(_ key: Key, atMilliseconds now: Int64) throws(Refusal) {
        let until = tried.withLock { (tried: inout [Key: Tried]) -> Int64? in
            var known = tried[key] ?? Tried(sinceMilliseconds: now)
            if now - known.sinceMilliseconds >= Self.intervalMilliseconds {
                known = Tried(sinceMilliseconds: now)
            }
            guard known.count < limit else {
                return known.sinceMilliseconds + Self.intervalMilliseconds
            }
            known.count += 1
            if tried[key] == nil, tried.count >= Self.maximumKeys { Self.thinOut(&tried, now) }
            tried[key] = known
            return nil
        }
        guard let until else { return }
        throw Refusal(
            code, field: field,
            ["value": key.certificate, "at": Time.rfc3339(until)])
    }

    /// The code was right: what was tried before it is forgiven.
    package func succeed(_ key: Key) {
        tried.withLock { _ = $0.removeValue(forKey: key) }
    }

    /// How many are remembered.
    var count: Int { tried.withLock { $0.count } }

    /// What is over, and else the older half.
    private static func thinOut(_ tried: inout [Key: Tried], _ now: Int64) {
        let ages = tried.values.map(\.sinceMilliseconds).sorted()
        let middle = ages[ages.count / 2]
        tried = tried.filter {
            $0.value.sinceMilliseconds > middle
                && now - $0.value.sinceMilliseconds < intervalMilliseconds
        }
    }
}
