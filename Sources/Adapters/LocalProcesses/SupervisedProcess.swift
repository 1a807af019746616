import CLinux
import Glibc
import OwnThread
import Synchronization

/// A program that this process starts, and starts again whenever it ends.
///
/// Its standard input is a pipe that this process alone holds: where this process ends, however it does, the program
/// reads an end, and has to end, too (`endWithInput()`). Its errors go where this process's go.
package final class SupervisedProcess: Sendable {
    private let words: [String]
    private let ended: @Sendable (Int32) -> Void
    private let state = Mutex(State())

    private struct State {
        /// The pipe that it lives by; -1 where there is none.
        var life: Int32 = -1
        var isStopping = false
    }

    /// One that ends at once is not started a hundred times a second.
    private static let pauseMicroseconds: UInt32 = 500_000
    /// One after another: a program that inherits an end of another's pipe would keep it open.
    private static let starting = Mutex(())

    /// - Parameters:
    ///   - words: the program by its path, and its arguments.
    ///   - ended: told of each end that was not asked for: what it exited with, or 128 and the signal; 127 where it cannot be started.
    package init(_ words: [String], ended: @escaping @Sendable (Int32) -> Void) {
        self.words = words
        self.ended = ended
    }

    /// Until `stop()`.
    /// - Throws: `.noThread`.
    package func run() throws(LocalSocketError) {
        guard runOnOwnThread({ while self.runOnce() { usleep(Self.pauseMicroseconds) } }) else {
            throw .noThread
        }
    }

    /// Lets it end, and starts it no more.
    package func stop() {
        state.withLock { state in
            state.isStopping = true
            if state.life >= 0 { close(state.life) }
            state.life = -1
        }
    }

    /// Whether it is to be run again.
    private func runOnce() -> Bool {
        guard let process = start() else {
            guard !state.withLock({ $0.isStopping }) else { return false }
            // As shells tell that a program cannot be started.
            ended(127)
            return true
        }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let isStopping = state.withLock { state in
            if state.life >= 0 { close(state.life) }
            state.life = -1
            return state.isStopping
        }
        guard !isStopping else { return false }
        let signal = status & 0x7F
        ended(signal == 0 ? status >> 8 & 0xFF : 128 + signal)
        return true
    }

    private func start() -> pid_t? {
        Self.starting.withLock { _ in
            var ends: [Int32] = [-1, -1]
            guard unsafe pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            defer { close(ends[0]) }
            let process = state.withLock { state -> pid_t? in
                guard !state.isStopping, let process = spawn(input: ends[0]) else { return nil }
                state.life = ends[1]
                return process
            }
            if process == nil { close(ends[1]) }
            return process
        }
    }

    private func spawn(input: Int32) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        // Nor has it what another thread is just opening.
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        // What this process's threads block or ignore is nothing to its child.
        var none = sigset_t()
        unsafe sigemptyset(&none)
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var process = pid_t()
        let code = unsafe posix_spawn(
            &process, words[0], &actions, &attributes, &arguments, environ)
        return code == 0 ? process : nil
    }

    /// Ends this process when its standard input does: for a program that is supervised.
    /// - Throws: `.noThread`.
    package static func endWithInput() throws(LocalSocketError) {
        let isWatching = runOnOwnThread {
            var octet: UInt8 = 0
            while true {
                let count = unsafe read(STDIN_FILENO, &octet, 1)
                if count == 0 || (count < 0 && errno != EINTR) { _exit(0) }
            }
        }
        guard isWatching else { throw .noThread }
    }
}
