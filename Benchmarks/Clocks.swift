import Glibc

/// Processor time, which other programs on the machine disturb less than the clock on the wall.
enum ProcessorTime {
    /// Of this process, in seconds.
    static var ofProcess: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// Of this thread, in seconds.
    static var ofThread: Double { read(CLOCK_THREAD_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// How long a body takes, in seconds on the wall.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let time = try await ContinuousClock().measure { try await body() }
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}
