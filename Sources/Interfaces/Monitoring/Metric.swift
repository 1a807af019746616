/// One metric family: name, type, unit and meaning, as they are exposed and documented.
///
/// Names follow Prometheus: base units as suffixes (`_seconds`, `_bytes`), `_total` for counters.
/// Labels are names of the settings or of a fixed list: their number is bounded, and none is
/// personal.
package struct Metric: Sendable, Hashable {
    package enum Kind: String, Sendable { case counter, gauge, histogram }

    package let name: String
    package let kind: Kind
    /// The unit of a value: `seconds`, `bytes`, or what is counted.
    package let unit: String
    /// One line: what it tells, and the unit.
    package let help: String

    init(_ name: String, _ kind: Kind, _ unit: String, _ help: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.help = help
    }
}

extension Metric {
    static let build = Metric(
        "kapok_build_info", .gauge, "1",
        "Always 1; the label tells the version of the program.")
    static let healthLevel = Metric(
        "kapok_health_level", .gauge, "level",
        "What `kapok health` says of each check: 0 in order, 1 warning, 2 critical.")
    static let ledgerReadable = Metric(
        "kapok_ledger_readable", .gauge, "1 or 0", "Whether the ledger can be read: 1 or 0.")
    static let ledgerWritable = Metric(
        "kapok_ledger_writable", .gauge, "1 or 0",
        "Whether a write was just made durable: 1 or 0; absent in a restored ledger.")
    static let ledgerRestored = Metric(
        "kapok_ledger_restored", .gauge, "1 or 0",
        "Whether the ledger was restored and waits to be compared: 1 or 0.")
    static let ledgerBytes = Metric(
        "kapok_ledger_size_bytes", .gauge, "bytes",
        "Size of the ledger's file in bytes; absent over PostgreSQL.")
    static let entries = Metric(
        "kapok_journal_entries_total", .counter, "entries", "Entries in the journal.")
    static let lastEntry = Metric(
        "kapok_journal_last_entry_timestamp_seconds", .gauge, "seconds",
        "Time of the newest entry, in seconds since 1970 UTC.")
    static let publishedEntries = Metric(
        "kapok_checkpoint_published_entries", .gauge, "entries",
        "Entries that the public checkpoint covers.")
    static let openIntents = Metric(
        "kapok_intents_open", .gauge, "signatures", "Signatures announced and not made yet.")
    static let oldestIntent = Metric(
        "kapok_intent_oldest_timestamp_seconds", .gauge, "seconds",
        "When the oldest open signature was announced, in seconds since 1970 UTC; absent without one."
    )
    static let authorityValid = Metric(
        "kapok_authority_certificate_valid", .gauge, "1 or 0",
        "Whether the authority's own certificate is neither suspended nor revoked: 1 or 0.")
    static let authorityEnd = Metric(
        "kapok_authority_certificate_not_after_timestamp_seconds", .gauge, "seconds",
        "End of the authority's own certificate, in seconds since 1970 UTC.")
    static let listStart = Metric(
        "kapok_crl_this_update_timestamp_seconds", .gauge, "seconds",
        "thisUpdate of the authority's newest revocation list, in seconds since 1970 UTC.")
    static let listDue = Metric(
        "kapok_crl_due_timestamp_seconds", .gauge, "seconds",
        "When the practice asks for the next revocation list, in seconds since 1970 UTC.")
    static let listEnd = Metric(
        "kapok_crl_next_update_timestamp_seconds", .gauge, "seconds",
        "nextUpdate of the authority's newest revocation list, in seconds since 1970 UTC.")
    static let responderEnd = Metric(
        "kapok_responder_certificate_not_after_timestamp_seconds", .gauge, "seconds",
        "End of the OCSP responder's certificate, in seconds since 1970 UTC.")
    static let witnessEntries = Metric(
        "kapok_witness_cosigned_entries", .gauge, "entries",
        "Entries that the witness's newest cosignature covers.")
    static let witnessTime = Metric(
        "kapok_witness_cosigned_timestamp_seconds", .gauge, "seconds",
        "Time of the witness's newest cosignature by its own clock, in seconds since 1970 UTC.")
    static let timeStampEntries = Metric(
        "kapok_timestamp_covered_entries", .gauge, "entries",
        "Entries that the newest time-stamp of the service covers.")
    static let timeStampTime = Metric(
        "kapok_timestamp_made_timestamp_seconds", .gauge, "seconds",
        "Time of the service's newest time-stamp by its clock, in seconds since 1970 UTC.")
    static let eventBehind = Metric(
        "kapok_event_oldest_undelivered_timestamp_seconds", .gauge, "seconds",
        "When the oldest event happened that the receiver was not told, in seconds since 1970 UTC; absent without one."
    )
    static let scheduleTurn = Metric(
        "kapok_schedule_last_turn_timestamp_seconds", .gauge, "seconds",
        "When the schedule ended its last turn, in seconds since 1970 UTC.")
    static let scheduleLeader = Metric(
        "kapok_schedule_leader", .gauge, "1 or 0",
        "Whether this server does the scheduled work of its ledger: 1 or 0.")
    static let freeBytes = Metric(
        "kapok_disk_free_bytes", .gauge, "bytes",
        "Bytes free to the server on the file system of the data folder.")
    static let freeFiles = Metric(
        "kapok_disk_free_files", .gauge, "files",
        "Files that the file system of the data folder still has room for.")
    static let requests = Metric(
        "kapok_http_requests_total", .counter, "requests",
        "HTTP requests answered, by listener, route and class of the status.")
    static let requestDuration = Metric(
        "kapok_http_request_duration_seconds", .histogram, "seconds",
        "Time from a whole request to its answer in seconds, by listener.")
    static let residentBytes = Metric(
        "process_resident_memory_bytes", .gauge, "bytes", "Resident memory in bytes.")
    static let processorSeconds = Metric(
        "process_cpu_seconds_total", .counter, "seconds",
        "Processor time of user and system in seconds.")
    static let openDescriptors = Metric(
        "process_open_fds", .gauge, "descriptors", "Open file descriptors.")
    static let maximumDescriptors = Metric(
        "process_max_fds", .gauge, "descriptors", "The most file descriptors that may be open.")
    static let processStart = Metric(
        "process_start_time_seconds", .gauge, "seconds",
        "Start of the process, in seconds since 1970 UTC.")

    /// Every metric, in the order of exposition.
    package static let all = [
        build, healthLevel, ledgerReadable, ledgerWritable, ledgerRestored, ledgerBytes, entries,
        lastEntry, publishedEntries, openIntents, oldestIntent, authorityValid, authorityEnd,
        listStart, listDue, listEnd, responderEnd, witnessEntries, witnessTime, timeStampEntries,
        timeStampTime, eventBehind, scheduleTurn,
        scheduleLeader, freeBytes, freeFiles, requests, requestDuration,
        residentBytes, processorSeconds, openDescriptors, maximumDescriptors, processStart,
    ]
}
