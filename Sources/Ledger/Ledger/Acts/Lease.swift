import Messages

/// The right of one of several servers to do what is due, until another one takes it.
///
/// An act under a lease is refused once a later epoch began, so that no two servers' scheduled work
/// comes into the ledger, whatever each believes. Leases are moved by every turn of a schedule and
/// say nothing of what was done: they stand in no change list and no entry.
package struct Lease: Sendable, Equatable {
    package let name: String
    /// Grows with each change of the holder.
    package let epoch: Int64

    /// The lease that acts of the current task are done under; nil for what people ask.
    @TaskLocal package static var current: Lease?

    static let table = Table(
        "lease",
        columns: [
            Column("name", .text), Column("holder", .text), Column("epoch", .integer),
            Column("beat", .integer),
        ],
        key: ["name"])

    private static let select = "SELECT holder, epoch, beat FROM lease WHERE name = ?"
    private static let put =
        "INSERT INTO lease (name, holder, epoch, beat) VALUES (?, ?, ?, ?) "
        + "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, epoch = excluded.epoch, "
        + "beat = excluded.beat"

    /// What a server saw of a lease that another one holds.
    struct Sighting {
        let epoch: Int64
        let beat: Int64
        let atMilliseconds: Int64
    }

    /// The state of the lease after one turn of this server.
    struct Turn {
        var lease: Lease?
        var sighting: Sighting?
    }

    /// Takes, keeps or leaves the lease; the caller holds the right to write and commits.
    ///
    /// The holder's beat grows with each of its turns. Another server takes over when it has seen the
    /// same beat for as long as `patienceMilliseconds` on its own monotonic clock: no two machines'
    /// clocks are compared.
    static func turn(
        _ name: String, holder: String, seen: Sighting?, atMilliseconds now: Int64,
        patienceMilliseconds: Int64, on connection: any StorageConnection
    ) throws(LedgerError) -> Turn {
        let row = try connection.first(select, [.text(name)])
        let epoch = try row?.integer("epoch") ?? 0
        // No server ever counts so far: a hand wrote it, and adding to it would stop the process.
        guard (0..<Int64.max).contains(epoch) else { throw .malformedRow(column: "epoch") }
        let beat = try row?.integer("beat") ?? 0
        let owner = try row?.text("holder") ?? ""
        if owner.utf8.elementsEqual(holder.utf8) {
            try connection.execute(
                put, [.text(name), .text(holder), .integer(epoch), .integer(beat &+ 1)])
            return Turn(lease: Lease(name: name, epoch: epoch))
        }
        if !owner.isEmpty, !Self.isOfSameServer(owner, holder) {
            guard let seen, seen.epoch == epoch, seen.beat == beat else {
                return Turn(sighting: Sighting(epoch: epoch, beat: beat, atMilliseconds: now))
            }
            guard now - seen.atMilliseconds >= patienceMilliseconds else {
                return Turn(sighting: seen)
            }
        }
        try connection.execute(
            put, [.text(name), .text(holder), .integer(epoch + 1), .integer(1)])
        return Turn(lease: Lease(name: name, epoch: epoch + 1))
    }

    /// Holders are named SERVER/PROCESS. A server that comes back knows that its last process is gone.
    private static func isOfSameServer(_ one: String, _ other: String) -> Bool {
        one.prefix { $0 != "/" }.utf8.elementsEqual(other.prefix { $0 != "/" }.utf8)
    }

    /// Gives the lease up, if it is still this holder's: another server need not wait.
    static func release(
        _ name: String, holder: String, on connection: any StorageConnection
    ) throws(LedgerError) {
        try connection.execute(
            "UPDATE lease SET holder = '' WHERE name = ? AND holder = ?",
            [.text(name), .text(holder)])
    }

    /// - Throws: `ledger.leaseLost` where another epoch began.
    func check(on reading: Reading) throws {
        let row = try reading.rows(Self.select, [.text(name)]).first
        guard try row?.integer("epoch") == epoch else { throw Refusal(.leaseLost) }
    }
}

extension Ledger {
    /// One turn of a server that wants to do scheduled work: the lease while it is this server's, nil
    /// while another one does the work.
    ///
    /// - Parameters:
    ///   - holder: SERVER/PROCESS, names that no other server and no other process has.
    ///   - now: a monotonic clock of this machine, in milliseconds.
    package func lead(
        _ name: String, holder: String, atMilliseconds now: Int64,
        patienceMilliseconds: Int64
    ) throws(LedgerError) -> Lease? {
        let turn = try connection.transaction { () throws(LedgerError) in
            try Lease.turn(
                name, holder: holder, seen: leaseSightings[name], atMilliseconds: now,
                patienceMilliseconds: patienceMilliseconds, on: connection)
        }
        leaseSightings[name] = turn.sighting
        return turn.lease
    }

    /// Gives up a lease at the end; nothing where it is another's by now.
    package func giveUp(_ name: String, holder: String) throws(LedgerError) {
        try connection.transaction { () throws(LedgerError) in
            try Lease.release(name, holder: holder, on: connection)
        }
    }
}
