import CanonicalJSON
package import Ledger
package import Messages

/// The settings under which the state of certificates is told: the practice in force where it can be read.
package struct StatusPractice: Sendable {
    package let practice: Practice
    /// Why it is not the version in force; nil where it is.
    package let defect: RefusalCode?
}

extension ReadableLedger {
    /// The settings for what tightens and for lists and answers, which nobody may keep from telling of it
    /// by a practice that cannot be read.
    ///
    /// In place of such a version counts the last one before it that was in force and can be read, or, where
    /// there is none, what counts where nothing is set.
    package func practiceForStatus() throws -> StatusPractice {
        try readablePractice(insteadOf: practiceInForce())
    }

    /// The same for what an intent announced: whenever it is completed, under the settings it was opened with.
    package func practiceForStatus(of intent: Intent) throws -> StatusPractice {
        try readablePractice(insteadOf: get(PracticeVersion.self, .integer(intent.practice)))
    }

    private func readablePractice(
        insteadOf version: PracticeVersion?
    ) throws -> StatusPractice {
        guard let version else {
            return StatusPractice(practice: try .ofNoSettings, defect: .practiceMissing)
        }
        if let practice = try? Practice(version) {
            return StatusPractice(practice: practice, defect: nil)
        }
        // One that was to begin after the later version never was in force.
        let earlier = try select(
            PracticeVersion.self, where: "version < ? AND effective_from <= ?",
            [.integer(version.version), .integer(version.effectiveFromMilliseconds)],
            orderBy: "version DESC")
        let readable = earlier.lazy.compactMap { try? Practice($0) }.first
        return StatusPractice(
            practice: try readable ?? .ofNoSettings, defect: .practiceUnreadable)
    }

    /// The newest practice that is in force.
    package func practice() throws -> Practice {
        guard let newest = try practiceInForce() else { throw Refusal(.practiceMissing) }
        return try Practice(newest)
    }

    /// The practice that an intent was opened under, as its entry names it.
    ///
    /// What was announced under it is completed under it: a practice that changed in between can
    /// neither alter the bytes nor take back that a signature over them may exist.
    package func practice(of intent: Intent) throws -> Practice {
        guard let stored = try get(PracticeVersion.self, .integer(intent.practice)) else {
            throw Refusal(.practiceMissing)
        }
        return try Practice(stored)
    }
}

extension Practice {
    /// What counts where nothing is set.
    fileprivate static var ofNoSettings: Practice {
        get throws { try Practice(version: 0, effectiveFromMilliseconds: 0, json: [:]) }
    }

    /// Reads a version as it is stored. It was judged when it was made, so that what cannot be read
    /// now was altered.
    /// - Throws: `practice.unreadable`.
    package init(_ version: PracticeVersion) throws {
        do {
            try self.init(
                version: version.version,
                effectiveFromMilliseconds: version.effectiveFromMilliseconds,
                json: JSONValue(parsing: version.settings.utf8))
        } catch {
            throw Refusal(.practiceUnreadable, ["version": "\(version.version)"])
        }
    }
}
