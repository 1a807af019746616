import LocalProcesses
import Testing

@Suite struct `A supervised process` {
    /// What it ends with, time after time, for as long as it is asked.
    private func ends(of words: [String], _ count: Int) async throws -> [Int32] {
        let (ends, end) = AsyncStream<Int32>.makeStream()
        let process = SupervisedProcess(words) { end.yield($0) }
        try process.run()
        defer { process.stop() }
        var found: [Int32] = []
        for await status in ends {
            found.append(status)
            if found.count == count { break }
        }
        return found
    }

    @Test func `is started again whenever it ended, and its end is told`() async throws {
        #expect(try await ends(of: ["/bin/sh", "-c", "exit 7"], 2) == [7, 7])
        #expect(try await ends(of: ["/bin/sh", "-c", "kill -SEGV $$"], 1) == [128 + 11])
    }

    @Test func `one that cannot be started is told as shells do`() async throws {
        #expect(try await ends(of: ["/nowhere/at-all"], 1) == [127])
    }

    @Test func `has an input that lasts, and no other file of this process`() async throws {
        // Ends at once where its input did, or where it has more than input, output, errors and the listing itself.
        let script =
            "[ $(ls /proc/self/fd | wc -l) = 4 ] && read -t 1 word; [ $? -gt 128 ] && exit 3; exit 4"
        #expect(try await ends(of: ["/bin/bash", "-c", script], 1) == [3])
    }
}
