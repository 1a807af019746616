import Foundation

/// What one measure came to, as a line of bench/results.jsonl.
struct Measurement: Codable {
    let metric: String
    /// The median of the pairs.
    let value: Double
    let unit: String
    let peer: String
    let peerValue: Double
    /// Of value to peer: the median of the pairs' own ratios.
    let ratio: Double
    /// The greatest of these ratios less the smallest.
    let spread: Double
    let machine: String
    /// Further figures of the same runs, such as processor time by part in microseconds.
    let details: [String: Double]

    /// - Parameter pairs: what was measured of ours and of the peer, one right after the other.
    init(
        _ metric: String, unit: String, peer: String, pairs: [(ours: Double, peer: Double)],
        details: [String: Double] = [:]
    ) {
        let ratios = pairs.map { $0.ours / $0.peer }
        self.metric = metric
        self.unit = unit
        self.peer = peer
        value = Self.rounded(Self.median(pairs.map(\.ours)))
        peerValue = Self.rounded(Self.median(pairs.map(\.peer)))
        ratio = Self.rounded(Self.median(ratios))
        spread = Self.rounded((ratios.max() ?? 0) - (ratios.min() ?? 0))
        machine = Machine.description
        self.details = details.mapValues(Self.rounded)
    }

    private enum CodingKeys: String, CodingKey {
        case metric, value, unit, peer, ratio, spread, machine, details
        case peerValue = "peer_value"
    }

    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// For people, in one line.
    var summary: String {
        let head = "\(metric): \(value) \(unit), \(peer): \(peerValue) → \(ratio) (± \(spread / 2))"
        let parts = details.sorted { $0.key < $1.key }.map { "\n    \($0.key): \($0.value)" }
        return head + parts.joined()
    }

    static func median(_ numbers: [Double]) -> Double {
        let sorted = numbers.sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// Four figures: more would pretend.
    private static func rounded(_ number: Double) -> Double {
        guard number != 0 else { return 0 }
        let scale = pow(10, 3 - floor(log10(abs(number))))
        return (number * scale).rounded() / scale
    }
}

/// Where it was measured.
enum Machine {
    static let description: String = {
        let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model =
            cpu.split(separator: "\n").first { $0.hasPrefix("model name") }
            .flatMap { $0.split(separator: ":").last }?.trimmingCharacters(in: .whitespaces)
        return "\(model ?? "unknown"), \(processors) processors"
    }()

    static let processors = ProcessInfo.processInfo.activeProcessorCount

    /// What a process had in memory at most so far; 0 where there is none.
    /// - Parameter process: its number, or `self`.
    static func residentMebibytes(of process: String) -> Double {
        let path = "/proc/\(process)/status"
        let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kibibytes = line?.split(separator: " ").compactMap { Double($0) }.first ?? 0
        return kibibytes / 1024
    }
}
