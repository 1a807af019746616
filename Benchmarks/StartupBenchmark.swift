/// From the start of the process to its first answer, the unlock secret given.
enum StartupBenchmark {
    static func run(pairs count: Int) async throws -> Measurement {
        let founded = try FoundedFolder()
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            let clock = ContinuousClock()
            let start = clock.now
            let taken = try await founded.serving { start.duration(to: clock.now) }
            let seconds =
                Double(taken.components.attoseconds) / 1e18
                + Double(taken.components.seconds)
            pairs.append((1 / seconds, 2))
        }
        return Measurement(
            "startup", unit: "starts/s", peer: "one in half a second", pairs: pairs,
            details: ["seconds": 1 / Measurement.median(pairs.map(\.ours))])
    }
}
