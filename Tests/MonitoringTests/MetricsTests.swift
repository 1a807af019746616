import AuthorityTestSupport
import Issuance
import Ledger
import Publication
import TestSupport
import Testing

@testable import Monitoring

@Suite struct `The metrics of a server` {
    private func facts() -> ServerFacts {
        var authority = AuthorityState(name: "hk-rsa", isIssuing: true)
        authority.isValid = true
        authority.list = .init(
            thisUpdateMilliseconds: 1500, nextUpdateMilliseconds: 2000, dueMilliseconds: 1700)
        authority.responder = .init(
            isValid: true, notBeforeMilliseconds: 0, notAfterMilliseconds: 1)
        var ledger = LedgerFacts()
        ledger.entries = 7
        ledger.publishedEntries = 7
        ledger.openIntents = 1
        ledger.oldestIntentMilliseconds = 1000
        ledger.authorities = [authority]
        var witness = OutsiderFacts(name: "first")
        witness.entries = 6
        witness.vouchedMilliseconds = 3000
        var facts = ServerFacts(clockMilliseconds: 4000)
        facts.ledger = ledger
        facts.witnesses = [witness]
        facts.timeStamps = [witness]
        var receiver = OutsiderFacts(name: "portal")
        receiver.behindSinceMilliseconds = 3000
        facts.receivers = [receiver]
        facts.schedule.lastTurnMilliseconds = 3500
        facts.machine.freeBytes = 1
        facts.machine.ledgerBytes = 2
        facts.machine.freeFiles = 3
        facts.machine.process.residentBytes = 4
        facts.machine.process.processorSeconds = 0.5
        facts.machine.process.openDescriptors = 5
        facts.machine.process.maximumDescriptors = 6
        facts.machine.process.startMilliseconds = 1
        return facts
    }

    @Test func `are all told, each with its help and type, once`() {
        let counts = RequestCounts()
        counts.count(listener: "public", segment: "crl", status: 200, duration: .seconds(1))
        let text = MetricsText(facts(), requests: counts.now, version: "1").text
        let lines = text.split(separator: "\n")
        for metric in Metric.all {
            #expect(lines.contains("# HELP \(metric.name) \(metric.help)"), "\(metric.name)")
            #expect(lines.count { $0 == "# TYPE \(metric.name) \(metric.kind.rawValue)" } == 1)
            #expect(lines.contains { $0.hasPrefix(metric.name) }, "\(metric.name)")
        }
        #expect(text.contains("\nkapok_journal_entries_total 7\n"))
        #expect(
            text.contains("\nkapok_crl_this_update_timestamp_seconds{authority=\"hk-rsa\"} 1.5\n"))
        #expect(text.contains("\nkapok_health_level{check=\"lists\"} 2\n"))
    }

    @Test func `are named as Prometheus asks, with their unit in name and help`() throws {
        for metric in Metric.all {
            #expect(metric.name.wholeMatch(of: #/(kapok|process)_[a-z_]+[a-z]/#) != nil)
            #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter), "\(metric.name)")
            #expect(metric.help.hasSuffix(".") && !metric.help.contains("\n"))
            for unit in ["seconds", "bytes"] {
                let isIn = metric.name.split(separator: "_").contains(Substring(unit))
                #expect(isIn == (metric.unit == unit), "\(metric.name)")
                if isIn { #expect(metric.help.lowercased().contains(unit), "\(metric.name)") }
            }
        }
        #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    }

    @Test func `have nothing but the machine where the ledger cannot be read`() {
        var broken = facts()
        broken.ledger = nil
        let text = MetricsText(broken, requests: RequestCounts().now, version: "1").text
        #expect(text.contains("kapok_ledger_readable 0\n"))
        #expect(text.contains("kapok_disk_free_bytes 1\n"))
        #expect(!text.contains("kapok_journal_entries_total"))
    }

    @Test func `count requests under labels of a fixed list alone, whatever is asked`() {
        let counts = RequestCounts()
        for segment in ["ocsp", "陳大文", "\"x\n", nil, "ocsp"] {
            counts.count(
                listener: "public", segment: segment, status: 404, duration: .milliseconds(25))
        }
        let keys = Dictionary(
            uniqueKeysWithValues: counts.now.answered.map { ($0.key.route, $0.value) })
        #expect(keys == ["ocsp": 2, "other": 3])
        let text = MetricsText(facts(), requests: counts.now, version: "1").text
        let label = "listener=\"public\""
        #expect(
            text.contains("kapok_http_requests_total{\(label),route=\"ocsp\",status=\"4xx\"} 2\n"))
        let name = "kapok_http_request_duration_seconds"
        #expect(text.contains("\(name)_bucket{\(label),le=\"0.005\"} 0\n"))
        #expect(text.contains("\(name)_bucket{\(label),le=\"0.025\"} 5\n"))
        #expect(text.contains("\(name)_bucket{\(label),le=\"+Inf\"} 5\n"))
        #expect(text.contains("\(name)_count{\(label)} 5\n"))
        #expect(text.contains("\(name)_sum{\(label)} 0.125"))
    }

    @Test func `escape what a label must not hold`() {
        let text = MetricsText(facts(), requests: RequestCounts().now, version: "1\"\\\n2").text
        #expect(text.contains("kapok_build_info{version=\"1\\\"\\\\\\n2\"} 1\n"))
    }
}

@Suite struct `The watch over a server` {
    @Test func `measures a ledger, its lists and responders, and tries to write`() async throws {
        let world = try await AuthorityWorld.make()
        let watch = ServerWatch(
            ledger: world.ledger, folder: world.publication.folder,
            clock: world.clock.reading)
        try await world.publication.folder.publishCheckpoint()
        let ledger = try #require(await watch.facts().ledger)
        #expect(ledger.writeFault == nil && ledger.openIntents == 0)
        #expect(ledger.publishedEntries == ledger.entries && ledger.entries > 0)
        #expect(!ledger.authorities.isEmpty)
        for authority in ledger.authorities {
            #expect(authority.isValid && authority.list != nil)
            #expect((authority.responder != nil) == authority.isIssuing)
        }
        let size = ledger.entries
        #expect(await watch.facts().ledger?.entries == size)
        await world.ledger.close()
        #expect(await watch.facts().ledger == nil)
    }
}
