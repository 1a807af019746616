import Glibc
import OwnThread
import Synchronization

/// Asks a server at a Unix socket; any number of requests may be on their way at once.
///
/// One connection, opened by the first request and anew after it broke. Nothing is sent twice: who
/// asks knows whether it may be repeated. No thread of Swift tasks waits for the peer.
package actor LocalSocketClient {
    private typealias Answer = Result<[UInt8], LocalSocketError>

    private nonisolated let thread: ThreadExecutor
    private nonisolated let path: String
    private nonisolated let maximumBytes: Int
    private nonisolated let requestsAtOnce: Int
    private nonisolated let waiting = Waiting()
    private nonisolated let numbers = Atomic<UInt64>(0)
    private var line: FramedConnection?

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    /// - Parameters:
    ///   - maximumBytes: the longest request and the longest answer.
    ///   - requestsAtOnce: as many as the server works on. Who comes then is told so, in place of being cut off with all
    ///     others.
    /// - Throws: `.noThread`.
    package init(
        socket path: String, maximumBytes: Int,
        requestsAtOnce: Int = LocalSocketServer.requestsAtOnce
    ) throws(LocalSocketError) {
        guard let thread = ThreadExecutor() else { throw .noThread }
        self.thread = thread
        self.path = path
        self.maximumBytes = maximumBytes
        self.requestsAtOnce = requestsAtOnce
    }

    deinit { line?.end() }

    /// - Parameters:
    ///   - patience: how long the answer may take from now on. A cancelled task waits as long.
    ///   - places: how many stay free for others.
    /// - Throws: `.unreachable`, `.tooLarge`, `.busy`, `.noThread`, where nothing was asked; `.broken`, `.timedOut`,
    ///   where it may have been done all the same.
    package nonisolated func answer(
        to request: [UInt8], patience: Duration, leaving places: Int = 0
    ) async throws(LocalSocketError) -> [UInt8] {
        let number = numbers.wrappingAdd(1, ordering: .relaxed).newValue
        let answer: Answer = await withCheckedContinuation { continuation in
            guard waiting.add(number, continuation, atMost: requestsAtOnce - places) else {
                continuation.resume(returning: .failure(.busy))
                return
            }
            waiting.end(number, after: patience)
            Task { await self.send(request, number) }
        }
        return try answer.get()
    }

    private func send(_ request: [UInt8], _ number: UInt64) {
        // Who waits no more costs nothing more.
        guard waiting.isWaiting(number) else { return }
        do throws(LocalSocketError) {
            let line = try openLine()
            guard waiting.isAsked(number, on: line) else { return }
            do throws(LocalSocketError) {
                try line.write(request, number: number)
            } catch {
                // The next one opens another.
                if error == .broken { waiting.close(line) }
                throw error
            }
        } catch {
            waiting.resume(number, .failure(error))
        }
    }

    private func openLine() throws(LocalSocketError) -> FramedConnection {
        if let line, waiting.isOpen(line) { return line }
        let opened = FramedConnection(try connected(to: path), maximumBytes: maximumBytes)
        waiting.open(opened)
        let waiting = waiting
        let isReading = runOnOwnThread {
            while let (number, content) = opened.read() {
                waiting.resume(number, .success(content))
            }
            waiting.close(opened)
            opened.close()
        }
        guard isReading else {
            waiting.close(opened)
            opened.close()
            throw .noThread
        }
        line = opened
        return opened
    }

    /// Who waits for which answer.
    private final class Waiting: Sendable {
        private struct Waiter {
            let continuation: CheckedContinuation<Answer, Never>
            var clock: Task<Void, Never>?
            /// By which connection it was asked.
            var line: ObjectIdentifier?
        }

        private struct State {
            /// The connection in use; nil where there is none.
            var open: ObjectIdentifier?
            var waiters: [UInt64: Waiter] = [:]
        }

        private let state = Mutex(State())

        func open(_ line: FramedConnection) { state.withLock { $0.open = ObjectIdentifier(line) } }

        func isOpen(_ line: FramedConnection) -> Bool {
            state.withLock { $0.open == ObjectIdentifier(line) }
        }

        /// Whether there was room.
        func add(
            _ number: UInt64, _ continuation: CheckedContinuation<Answer, Never>, atMost count: Int
        ) -> Bool {
            state.withLock { state in
                guard state.waiters.count < count else { return false }
                state.waiters[number] = Waiter(continuation: continuation)
                return true
            }
        }

        func isWaiting(_ number: UInt64) -> Bool {
            state.withLock { $0.waiters[number] != nil }
        }

        /// Whether it still waits, and is to be asked by this connection; where that has ended it is told so.
        func isAsked(_ number: UInt64, on line: FramedConnection) -> Bool {
            let isOpen = state.withLock { state in
                state.waiters[number]?.line = ObjectIdentifier(line)
                return state.open == ObjectIdentifier(line)
            }
            if !isOpen { resume(number, .failure(.broken)) }
            return isOpen && state.withLock { $0.waiters[number] != nil }
        }

        func end(_ number: UInt64, after patience: Duration) {
            let clock = Task {
                guard (try? await Task.sleep(for: patience)) != nil else { return }
                self.resume(number, .failure(.timedOut))
            }
            let isWaiting = state.withLock { state in
                state.waiters[number]?.clock = clock
                return state.waiters[number] != nil
            }
            if !isWaiting { clock.cancel() }
        }

        /// Nothing where nobody waits: an answer that comes too late.
        func resume(_ number: UInt64, _ answer: Answer) {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: number) }
            waiter?.clock?.cancel()
            waiter?.continuation.resume(returning: answer)
        }

        func close(_ line: FramedConnection) {
            let numbers = state.withLock { state -> [UInt64] in
                if state.open == ObjectIdentifier(line) { state.open = nil }
                return state.waiters.filter { $0.value.line == ObjectIdentifier(line) }.map(\.key)
            }
            for number in numbers { resume(number, .failure(.broken)) }
        }
    }
}
