import UnixSignals

/// SIGHUP, which by custom asks a server to read its settings again.
package struct HangUps: Sendable {
    private let signals: UnixSignalsSequence

    /// From here on the signal no longer ends the process.
    package init() async {
        signals = await UnixSignalsSequence(trapping: .sighup)
    }

    /// Calls the body once for each signal, one after the other, until the task is cancelled.
    package func forEach(_ body: @Sendable () async -> Void) async {
        for await _ in signals { await body() }
    }
}
