import CertificatePolicy
import Messages
import Testing

@Suite struct `The headings of a register` {
    @Test func `name each column in three languages, and lead back to it`() {
        for kind in RecordKind.all {
            for language in Language.allCases {
                let headings = kind.headings(in: language)
                #expect(Set(headings).count == kind.fields.count, "\(kind.id) \(language)")
                for (heading, field) in zip(headings, kind.fields) {
                    #expect(kind.field(titled: heading) == field, "\(kind.id) \(heading)")
                }
            }
            for field in kind.fields { #expect(kind.field(titled: field.name) == field) }
            #expect(kind.field(titled: "") == nil)
        }
    }

    @Test func `words are stored by their name, from any language`() throws {
        var inspected = 0
        for field in RecordKind.all.flatMap(\.fields) {
            guard case .choice(let words) = field.form else {
                #expect(field.stored("合格") == "合格")
                continue
            }
            for word in words {
                #expect(field.stored(word) == word)
                for language in Language.allCases {
                    #expect(field.stored(field.written(word, in: language)) == word, "\(word)")
                    inspected += 1
                }
            }
            #expect(field.stored("unknown") == "unknown")
        }
        #expect(inspected > 50)
    }
}
