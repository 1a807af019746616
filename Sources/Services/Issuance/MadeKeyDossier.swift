/// Where the container of a key that the authority made for an applicant lies until it has arrived (CP 8.2a).
package enum MadeKeyDossier {
    /// - Parameter application: its id.
    package static func name(of application: String) -> String { "key-\(application)" }
}
