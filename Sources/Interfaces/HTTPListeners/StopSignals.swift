import UnixSignals

/// SIGTERM and SIGINT, which ask a process to stop.
package struct StopSignals: Sendable {
    private let signals: UnixSignalsSequence

    /// From here on the signals no longer end the process.
    package init() async {
        signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    }

    /// Returns with the first one, or when the task is cancelled.
    package func first() async {
        for await _ in signals { return }
    }
}
