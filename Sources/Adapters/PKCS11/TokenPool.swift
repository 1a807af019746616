package import Cryptography
import OwnThread
import Synchronization

/// Sessions with one token, each on a thread of its own, among which work is shared out.
///
/// Nobody waits for ever: not for a call that takes longer than the pool's patience, nor in line for as long without any
/// call's having come back. While a module blocks, who comes is told so at once, but for one a time of patience who
/// tries again. A session whose call does not come back takes no more work until it does. What was asked for may have
/// been done all the same.
///
/// Where the token went, the module is initialised anew as soon as no session is inside it, and all begins afresh:
/// many modules never see again what they lost. Nothing else has to be started anew.
///
/// A PIN is tried once, whatever waits for it: see `PINKeeper`.
package actor TokenPool {
    private struct Job {
        let number: Int
        let since: ContinuousClock.Instant
        let patience: Duration
        let run: @Sendable (TokenSession) async -> Void
    }

    private enum State { case closed, opening, good, lost, renewing }

    private nonisolated let library: String
    private nonisolated let token: TokenURI
    private nonisolated let count: Int
    private nonisolated let patience: Duration
    private nonisolated let keeper = PINKeeper()
    private var state = State.closed
    private var sessions: [TokenSession] = []
    /// How many more calls each of them takes.
    private var free: [Int] = []
    /// When each of them was given its last call.
    private var given: [ContinuousClock.Instant] = []
    private var waiting: [Job] = []
    /// How those whose answer has not come are told that it fails or takes too long.
    private var failures: [Int: @Sendable (TokenError) -> Void] = [:]
    /// By when the calls that are inside the module should be back.
    private var inside: [Int: ContinuousClock.Instant] = [:]
    /// When a call came back last.
    private var lastReturn = ContinuousClock.now
    private var nextTrial = ContinuousClock.now
    private var numbers = 0

    /// One call inside the module, and one that is ready while calls come back soon, so that no session waits for the pool.
    private static let depth = 2
    private static let soon = Duration.seconds(1)
    /// Far more than the lists that are signed at once; who comes then is told that it blocks.
    private static let maximumWaiting = 10_000

    /// Loads nothing and asks nothing yet.
    ///
    /// - Parameters:
    ///   - library: the module's absolute path.
    ///   - sessions: how many; more than a module works on at once make it slower.
    ///   - patience: how long one call may take. The making of a key may take fifteen times as long.
    package init(
        library: String, token: TokenURI, sessions: Int, patience: Duration = .seconds(20)
    ) {
        self.library = library
        self.token = token
        self.patience = patience
        count = max(1, sessions)
    }

    /// What the token says of itself.
    /// - Throws: `TokenError` `.moduleMissing`, `.tokenMissing`, `.serialMissing`, `.blocked`, `.failed`.
    package func facts() async throws -> TokenFacts {
        try await use { try await $0.describe() }
    }

    /// Gives the pool the PIN of the token's user, and tries it.
    /// - Throws: `TokenError` `.pinWrong`, without a try for one that was refused before; `.pinLocked`, `.pinFinalTry`, and as
    ///   ``facts()``.
    package func unlock(_ pin: SecretBytes) async throws {
        try keeper.take(pin, of: token.description)
        try await use { [keeper] in try await $0.login(keeper) }
    }

    /// Whether a PIN is known that the token has not refused.
    package nonisolated var isUnlocked: Bool { keeper.hasPIN }

    /// As ``TokenSession/makeKey(_:as:randomness:)``. - Throws: `.pinMissing` while no PIN is known, `.blocked`.
    package func makeKey(_ algorithm: KeyAlgorithm, as uri: TokenURI) async throws -> TokenKey {
        try await loggedIn(patience * 15) { try Self.fit(try await $0.makeKey(algorithm, as: uri)) }
    }

    /// As ``TokenSession/key(_:)``. - Throws: `.pinMissing` while no PIN is known, `.blocked`.
    package func key(_ uri: TokenURI) async throws -> TokenKey {
        try await loggedIn(patience) { try Self.fit(try await $0.key(uri)) }
    }

    /// Nobody is here who would enter the PIN for each signature.
    private static func fit(_ key: TokenKey) throws(TokenError) -> TokenKey {
        guard !key.needsPINEachTime else {
            throw .keyUnfit(uri: key.uri.description, faults: [.set("CKA_ALWAYS_AUTHENTICATE")])
        }
        return key
    }

    /// As ``TokenSession/sign(_:with:key:)``. - Throws: `.pinMissing` while no PIN is known, `.blocked`.
    package func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm, key: TokenKey
    ) async throws -> [UInt8] {
        try await loggedIn(patience) { session in
            do {
                return try await session.sign(message, with: algorithm, key: key)
            } catch TokenError.keyMissing(let uri) {
                // It was there.
                await self.lose()
                throw TokenError.keyMissing(uri: uri)
            }
        }
    }

    private func loggedIn<R: Sendable>(
        _ patience: Duration, _ work: @escaping @Sendable (TokenSession) async throws -> R
    ) async throws -> R {
        guard keeper.hasPIN else { throw TokenError.pinMissing(token: token.description) }
        return try await use(patience) { [keeper] session in
            try await session.login(keeper)
            return try await work(session)
        }
    }

    // MARK: - Sharing out

    private func use<R: Sendable>(
        _ patience: Duration? = nil,
        _ work: @escaping @Sendable (TokenSession) async throws -> R
    ) async throws -> R {
        try judgeWhetherItBlocks()
        guard waiting.count < Self.maximumWaiting else {
            throw TokenError.blocked(token: token.description)
        }
        numbers += 1
        let number = numbers
        return try await withCheckedThrowingContinuation { continuation in
            let answer = Answer(continuation)
            let watch = Task { [patience = self.patience] in
                // Most answers come long before.
                guard (try? await Task.sleep(for: patience)) != nil else { return }
                await self.watch(number)
            }
            failures[number] = {
                watch.cancel()
                answer.give(.failure($0))
            }
            waiting.append(
                Job(number: number, since: .now, patience: patience ?? self.patience) { session in
                    let result: Result<R, any Error>
                    do {
                        result = .success(try await work(session))
                    } catch {
                        if (error as? TokenError)?.meansLostToken == true { await self.lose() }
                        result = .failure(error)
                    }
                    watch.cancel()
                    answer.give(result)
                })
            share()
        }
    }

    /// Tells who waits too long, in line or for the module.
    private func watch(_ number: Int) async {
        while let deadline = deadline(of: number) {
            guard deadline > .now else {
                waiting.removeAll { $0.number == number }
                failures.removeValue(forKey: number)?(.blocked(token: token.description))
                nextTrial = .now + self.patience
                // With a call overdue, what may be done besides has changed.
                return share()
            }
            guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else {
                return
            }
        }
    }

    private func deadline(of number: Int) -> ContinuousClock.Instant? {
        if let job = waiting.first(where: { $0.number == number }) {
            return max(job.since, lastReturn) + patience
        }
        guard failures[number] != nil else { return nil }
        return inside[number]
    }

    private var hasOverdue: Bool { inside.values.contains { $0 <= .now } }

    /// - Throws: `.blocked` at once, where nothing came back since a call became overdue.
    private func judgeWhetherItBlocks() throws(TokenError) {
        let now = ContinuousClock.now
        guard inside.values.contains(where: { lastReturn < $0 && $0 <= now }) else { return }
        guard nextTrial <= .now else { throw .blocked(token: token.description) }
        nextTrial = .now + patience
    }

    private func share() {
        switch state {
        case .closed: if !waiting.isEmpty { open() }
        case .opening, .renewing: break
        case .lost where free.allSatisfy { $0 == Self.depth }: if !waiting.isEmpty { renew() }
        // Nobody may be inside the module when it is initialised anew, and who is may stay for long.
        case .lost: if hasOverdue { handOut() }
        case .good: handOut()
        }
    }

    private func handOut() {
        while !waiting.isEmpty, let place = place() {
            let (session, job) = (sessions[place], waiting.removeFirst())
            let isSecond = free[place] < Self.depth
            (free[place], given[place]) = (free[place] - 1, .now)
            inside[job.number] = .now + job.patience * (isSecond ? 2 : 1)
            Task {
                await job.run(session)
                inside[job.number] = nil
                failures[job.number] = nil
                lastReturn = .now
                free[place] += 1
                share()
            }
        }
    }

    /// The session that takes the next call: one that has none, or whose call has just begun.
    private func place() -> Int? {
        let place = free.indices.max { free[$0] < free[$1] }
        guard let place, free[place] > 0 else { return nil }
        guard free[place] < Self.depth else { return place }
        return free.indices.first { free[$0] > 0 && .now - given[$0] < Self.soon }
    }

    private func open() {
        state = .opening
        inside[0] = .now + patience
        Task {
            defer { (inside[0], lastReturn) = (nil, .now) }
            do throws(TokenError) {
                let module = try await ModuleLoader().load(library)
                sessions = try (0..<count).map { _ throws(TokenError) in
                    try TokenSession(module, token: token)
                }
                free = sessions.map { _ in Self.depth }
                given = sessions.map { _ in .now }
                state = .good
                share()
            } catch {
                state = .closed
                let failed = waiting
                waiting = []
                for job in failed { failures.removeValue(forKey: job.number)?(error) }
            }
        }
    }

    private func renew() {
        state = .renewing
        inside[0] = .now + patience
        Task {
            defer { (inside[0], lastReturn) = (nil, .now) }
            for session in sessions { await session.drop() }
            await sessions[0].renewModule()
            state = .good
            share()
        }
    }

    private func lose() {
        if state == .good { state = .lost }
    }

    /// Given once; what comes after that is dropped.
    private final class Answer<R: Sendable>: Sendable {
        private let continuation: Mutex<CheckedContinuation<R, any Error>?>

        init(_ continuation: CheckedContinuation<R, any Error>) {
            self.continuation = Mutex(continuation)
        }

        func give(_ result: Result<R, any Error>) {
            let waiting = continuation.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            waiting?.resume(with: result)
        }
    }
}

/// Loads a module on a thread of its own: its start may block.
private actor ModuleLoader {
    private nonisolated let thread: ThreadExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    init() throws(TokenError) { thread = try .forToken() }

    func load(_ path: String) throws(TokenError) -> TokenModule { try TokenModule(path: path) }
}

extension TokenSession {
    fileprivate func renewModule() { module.renew() }
}

extension TokenError {
    /// Whether the module may have lost the token for good.
    fileprivate var meansLostToken: Bool {
        switch self {
        case .tokenGone, .tokenMissing: true
        case .failed(_, let code): code.meansBrokenModule || code.meansLostSession
        default: false
        }
    }
}
