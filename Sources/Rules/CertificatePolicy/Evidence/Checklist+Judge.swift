extension Checklist {
    /// Judges what is there; all that is missing or wrong, in the order of the points.
    ///
    /// - Parameters:
    ///   - items: in the order in which they were put down; the newest of a kind counts, so that what was
    ///     wrong is mended by a new one and stays to be seen.
    ///   - agreements: numbers of contracts in force that divide responsibility with an outside source.
    package func judge(
        _ items: [EvidenceItem], agreements: Set<String>, atMilliseconds now: Int64
    ) -> [EvidenceFinding] {
        points.flatMap { point in
            guard let item = newest(point.kind.id, items) else {
                return [EvidenceFinding(.missing, point.kind, clause: point.clause)]
            }
            return item.defects + time(item, now) + contents(item, items)
                + source(item, agreements)
        }
    }

    private func newest(_ kind: String, _ items: [EvidenceItem]) -> EvidenceItem? {
        items.last { $0.kind.id == kind }
    }

    // MARK: Parts

    private func time(_ item: EvidenceItem, _ now: Int64) -> [EvidenceFinding] {
        var found: [EvidenceFinding] = []
        if let seen = RecordMoment(item.values["seenAt"]), seen.milliseconds > now {
            found.append(item.finding(.notYet, "seenAt"))
        }
        let today = RecordDay(atMilliseconds: now)
        for name in ["from", "confirmedOn", "issuedOn"] {
            if let day = RecordDay(item.values[name]), day > today {
                found.append(item.finding(.notYet, name))
            }
        }
        for name in ["until", "documentUntil"] {
            if let day = RecordDay(item.values[name]), day < today {
                found.append(item.finding(.outOfDate, name))
            }
        }
        return found
    }

    private func contents(_ item: EvidenceItem, _ items: [EvidenceItem]) -> [EvidenceFinding] {
        var found: [EvidenceFinding] = []
        if let outcome = item.values["outcome"],
            ["doubtful", "denied", "mismatch"].contains(outcome)
        {
            found.append(item.finding(.negative, "outcome"))
        }
        // The statement may have been corrected since a source was asked.
        if item.kind.field("name") == nil, let asked = item.asked?.name {
            found += name(
                item, saying: asked,
                is: subject.category == .personal ? [.commonName] : [.organizationName])
        }
        switch item.kind.id {
        case "contentsReview":
            if subject.category == .personal, item.values["minor"] == nil {
                found.append(item.finding(.fieldMissing, "minor", clause: "6.1"))
            }
            if subject.declaresTrademark == true, item.values["trademark"] == "no" {
                found.append(item.finding(.declaredOtherwise, "trademark"))
            }
        case "faceToFace", "identityDatabase", "secondDocument":
            if subject.category == .personal { found += name(item, is: [.commonName]) }
            found += document(item, items)
        case "existence":
            found += name(item, is: [.organizationName])
            if let identifier = subject.attributes[.organizationIdentifier],
                let number = item.values["number"], !Self.isNumber(number, in: identifier)
            {
                found.append(item.finding(.otherNumber, "number"))
            } else if let documents = subject.documents, let number = item.values["number"],
                !documents.allSatisfy({ $0.isMeant(by: number) })
            {
                found.append(item.finding(.otherNumber, "number", clause: "5.2a"))
            }
        case "namedPerson": found += namedPerson(item)
        case "guardian":
            // A child is nobody's guardian, least of all its own.
            if name(item, is: [.commonName]).isEmpty {
                found.append(item.finding(.otherName, "name"))
            }
        case "authorisation":
            if item.values["act"] == "revoke" { found.append(item.finding(.otherAct, "act")) }
        case "representative":
            let authorised = newest("authorisation", items)?.values["name"]
            if let authorised, let met = item.values["name"], !Self.areSame(authorised, met) {
                found.append(item.finding(.otherRepresentative, "name"))
            }
        case "agreement":
            if item.values["digest"] != subject.agreementHex {
                found.append(item.finding(.otherAgreement, "digest"))
            }
        case "trueIntent":
            if item.values["reference"] != subject.reference {
                found.append(item.finding(.otherApplication, "reference"))
            }
        case "biometricMatch":
            if item.values["liveness"] == "failed" {
                found.append(item.finding(.negative, "liveness"))
            }
            // Neither the source's own threshold nor the practice's may be missed.
            let score = item.values["score"].flatMap { Int64($0) } ?? 0
            let threshold = item.values["threshold"].flatMap { Int64($0) } ?? 0
            if score < max(threshold, rules.biometricThreshold) || score > 1000 {
                found.append(item.finding(.scoreLow, "score"))
            }
            // The face is that of the card which the database confirmed, where both were asked.
            if let card = item.asked?.cardHex,
                let confirmed = newest("identityDatabase", items)?.asked?.cardHex, card != confirmed
            {
                found.append(item.finding(.otherPicture))
            }
        default: break
        }
        return found
    }

    /// What was seen is what leads to the subscriber by its number (CP 5.2a): a document that was stated, and of
    /// two each once.
    private func document(_ item: EvidenceItem, _ items: [EvidenceItem]) -> [EvidenceFinding] {
        guard let documents = subject.documents, let kind = item.documentKind else { return [] }
        // One that the practice asks for on top leads to nobody.
        if item.kind.id == "secondDocument" && documents.count < 2 { return [] }
        let others = ["faceToFace", "identityDatabase"].compactMap {
            newest($0, items)?.documentKind
        }
        let isSecond = item.kind.id == "secondDocument" && others.contains(kind)
        return documents.contains { $0.kind == kind } && !isSecond
            ? [] : [item.finding(.otherDocument, "identityDocument")]
    }

    private func name(
        _ item: EvidenceItem, saying told: String? = nil, is attributes: [SubjectAttributeKind]
    ) -> [EvidenceFinding] {
        guard let said = told ?? item.values["name"] else { return [] }
        let isKnown = attributes.contains { attribute in
            subject.attributes[attribute].map { Self.areSame($0, said) } ?? false
        }
        return isKnown ? [] : [item.finding(.otherName, "name")]
    }

    /// Of the person that the certificate of an organisation names (CP 5.4c), in either order.
    private func namedPerson(_ item: EvidenceItem) -> [EvidenceFinding] {
        let parts = [subject.attributes[.surname], subject.attributes[.givenName]].compactMap { $0 }
        guard let said = item.values["name"], !parts.isEmpty else { return [] }
        let isKnown =
            parts.count == 1
            ? Self.folded(said).contains(Self.folded(parts[0]))
            : [parts, parts.reversed()].contains { Self.areSame($0.joined(), said) }
        return isKnown ? [] : [item.finding(.otherName, "name")]
    }

    /// Whether a register's number is the one that an identifier ends with, such as `NTRHK-12345678`.
    package static func isNumber(_ number: String, in identifier: String) -> Bool {
        let parts = identifier.split(separator: "-", maxSplits: 1)
        return areSame(number, parts.last.map(String.init) ?? identifier)
    }

    /// Whether an answer came from somebody whose word counts, under an agreement where one is needed.
    private func source(_ item: EvidenceItem, _ agreements: Set<String>) -> [EvidenceFinding] {
        guard let source = item.values["source"] else { return [] }
        var found: [EvidenceFinding] = []
        let believed: [String]? =
            switch item.kind.id {
            case "existence": rules.authoritativeSources
            case "identityDatabase": rules.recognisedDatabases
            default: nil
            }
        if let believed, !believed.contains(source) {
            found.append(item.finding(.sourceUnknown, "source"))
        }
        // What can be asked directly is not taken by hand (CP 5.5c).
        if !item.isAnswered,
            ConnectorKind.answering(item).contains(where: { kind in
                kind.isOfPerson && rules.connectors.contains { $0.kind == kind }
            })
        {
            found.append(item.finding(.relayed, "source", clause: "5.5c"))
        }
        // A register open to everybody is looked at without an agreement; whoever is asked directly has one.
        guard item.isAnswered || item.kind.field("agreement") != nil else { return found }
        let isAuxiliary = item.kind.id == "auxiliarySource"
        let agreement = item.asked?.agreement ?? item.values["agreement"] ?? ""
        if item.isAnswered || isAuxiliary || subject.isMainland, !agreements.contains(agreement) {
            found.append(
                item.finding(
                    .agreementMissing, "agreement", clause: isAuxiliary ? nil : "5.5e"))
        }
        return found
    }

    private static func folded(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// Whether two writings are of one name: documents write in capitals, with commas and other blanks.
    package static func areSame(_ one: String, _ other: String) -> Bool {
        let kept = folded(one)
        return !kept.isEmpty && kept == folded(other)
    }

    /// Whether a name begins or ends with a part, likewise.
    package static func begins(_ name: String, with part: String) -> Bool {
        let (name, part) = (folded(name), folded(part))
        return !part.isEmpty && (name.hasPrefix(part) || name.hasSuffix(part))
    }
}
