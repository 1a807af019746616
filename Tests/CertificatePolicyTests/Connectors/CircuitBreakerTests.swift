import CertificatePolicy
import Testing

@Suite struct `A connector that fails` {
    /// One that was asked and failed so often.
    private func breaker(failures: Int, at now: Int64 = 0) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for _ in 0..<failures {
            #expect(breaker.admit(atMilliseconds: now) == .go)
            breaker.failed(atMilliseconds: now)
        }
        return breaker
    }

    private let pause = CircuitBreaker.firstPauseMilliseconds

    @Test func `is asked until it failed three times in a row`() {
        var good = breaker(failures: CircuitBreaker.tolerated - 1)
        #expect(good.admit(atMilliseconds: 0) == .go)
        var bad = breaker(failures: CircuitBreaker.tolerated)
        #expect(bad.admit(atMilliseconds: 0) == .paused(milliseconds: pause))
    }

    @Test func `a success in between begins the count anew`() {
        var breaker = breaker(failures: 2)
        #expect(breaker.admit(atMilliseconds: 0) == .go)
        breaker.succeeded()
        for _ in 0..<2 {
            #expect(breaker.admit(atMilliseconds: 0) == .go)
            breaker.failed(atMilliseconds: 0)
        }
        #expect(breaker.admit(atMilliseconds: 0) == .go)
    }

    @Test func `after the pause one question tries alone`() {
        var breaker = breaker(failures: 3)
        #expect(breaker.admit(atMilliseconds: pause - 1) == .paused(milliseconds: 1))
        #expect(breaker.admit(atMilliseconds: pause) == .go)
        #expect(breaker.admit(atMilliseconds: pause) == .paused(milliseconds: pause))
        breaker.succeeded()
        #expect(breaker.admit(atMilliseconds: pause) == .go)
        #expect(breaker.admit(atMilliseconds: pause) == .go)
    }

    @Test func `each try that fails doubles the pause, up to the longest`() {
        var breaker = breaker(failures: 3)
        var now: Int64 = 0
        var expected = pause
        for _ in 0..<8 {
            #expect(
                breaker.admit(atMilliseconds: now) == .paused(milliseconds: expected))
            now += expected
            #expect(breaker.admit(atMilliseconds: now) == .go)
            breaker.failed(atMilliseconds: now)
            expected = min(expected * 2, CircuitBreaker.longestPauseMilliseconds)
        }
        #expect(expected == CircuitBreaker.longestPauseMilliseconds)
    }

    @Test func `no more questions than a few are on their way`() {
        var breaker = CircuitBreaker()
        for _ in 0..<CircuitBreaker.maximumUnderWay {
            #expect(breaker.admit(atMilliseconds: 0) == .go)
        }
        #expect(breaker.admit(atMilliseconds: 0) == .busy)
        breaker.succeeded()
        #expect(breaker.admit(atMilliseconds: 0) == .go)
        #expect(breaker.admit(atMilliseconds: 0) == .busy)
    }

    @Test func `what was on its way when it opened neither closes it nor prolongs the pause`() {
        var breaker = CircuitBreaker()
        for _ in 0..<4 { #expect(breaker.admit(atMilliseconds: 0) == .go) }
        for _ in 0..<3 { breaker.failed(atMilliseconds: 0) }
        breaker.succeeded()
        #expect(breaker.admit(atMilliseconds: 1) == .paused(milliseconds: pause - 1))
        var other = self.breaker(failures: 0)
        for _ in 0..<4 { #expect(other.admit(atMilliseconds: 0) == .go) }
        for _ in 0..<3 { other.failed(atMilliseconds: 0) }
        other.failed(atMilliseconds: 1000)
        #expect(other.admit(atMilliseconds: pause) == .go)
    }

    @Test func `a clock that is set back does not keep it open`() {
        var breaker = breaker(failures: 3, at: 1_000_000)
        #expect(breaker.admit(atMilliseconds: 0) == .paused(milliseconds: pause))
    }

    @Test(arguments: [(0, 0), (1, 500), (2, 1000), (3, 1500), (4, 2000), (5, 2000), (99, 2000)])
    func `waits between attempts grow, and are bounded`(attempt: Int, expected: Int64) {
        #expect(ConnectorRetry.delayMilliseconds(before: attempt) == expected)
    }
}
