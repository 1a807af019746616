/// The outcome of the tests that name a clause.
package struct ClauseTestResults: Sendable, Hashable {
    package var passed: Int
    package var failed: Int

    package init(passed: Int = 0, failed: Int = 0) {
        self.passed = passed
        self.failed = failed
    }
}
