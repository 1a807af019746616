import Foundation
import Glibc
import Monitoring

extension MachineFacts {
    /// What the operating system says of this process and of a folder's file system.
    init(folder: DataFolder) {
        self.init()
        var system = statvfs()
        if unsafe statvfs(folder.path, &system) == 0 {
            freeBytes = Int64(clamping: system.f_bavail.multipliedFull(by: system.f_frsize))
            // Some file systems count no files.
            freeFiles = system.f_files > 0 ? Int64(clamping: system.f_favail) : nil
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.database)
        ledgerBytes = (attributes?[.size] as? NSNumber)?.int64Value
        clockAheadMilliseconds = NodeClock.shared.aheadMilliseconds
        process = .own
    }
}

extension UInt {
    /// The product, or the largest number where it does not fit.
    fileprivate func multipliedFull(by other: UInt) -> UInt {
        let (product, isTooLarge) = multipliedReportingOverflow(by: other)
        return isTooLarge ? .max : product
    }
}

extension ProcessFacts {
    /// proc(5): what stands below `/proc/self`; nil where it is not mounted.
    static var own: ProcessFacts {
        var facts = ProcessFacts()
        let pages = text("/proc/self/statm")?.split(separator: " ").dropFirst().first
        facts.residentBytes = pages.flatMap { Int64($0) }.map {
            $0 * Int64(sysconf(Int32(_SC_PAGESIZE)))
        }
        var usage = rusage()
        if unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
            facts.processorSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
        }
        facts.openDescriptors =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))
            .map { Int64($0.count) }
        var limit = rlimit()
        if unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            facts.maximumDescriptors = Int64(clamping: limit.rlim_cur)
        }
        facts.startMilliseconds = Self.processStart
        return facts
    }

    /// The 22nd field of `stat`, in ticks since the machine's start; the second may hold spaces.
    private static var processStart: Int64? {
        let fields = text("/proc/self/stat")?.split(separator: ")").last?.split(separator: " ")
        let boot = text("/proc/stat")?.split(separator: "\n")
            .first { $0.hasPrefix("btime ") }?.dropFirst("btime ".count)
        let ticksPerSecond = Int64(sysconf(Int32(_SC_CLK_TCK)))
        guard let fields, fields.count > 19, let ticks = Int64(fields[19]),
            let boot = boot.flatMap({ Int64($0) }), ticksPerSecond > 0
        else { return nil }
        return boot * 1000 + ticks * 1000 / ticksPerSecond
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
