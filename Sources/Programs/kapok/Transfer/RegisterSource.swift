import Messages
import PKIX
import Registers

/// Where a register lies: files of the person who takes it over.
struct RegisterFiles: Sendable {
    var index: String?
    var ejbca: String?
    var certificates: String?
    var list: String?

    var isEmpty: Bool {
        index == nil && ejbca == nil && certificates == nil && list == nil
    }
}

/// The rows of a register, one after the other, always in the same order: that of the index or the
/// table, else of the names of the files; then what only the list knows.
struct RegisterSource {
    private enum Phase { case register, files, list, end }

    private var phase = Phase.register
    private var lines: TextLines?
    private var records: CSVRecords?
    private var table: EJBCATable?
    private let folder: CertificateFolder?
    private var list: ForeignList?
    private let files: RegisterFiles
    private var nextFile = 0
    private var rest: [RegisterRow]?
    private var seen: Set<SerialKey> = []
    /// The greatest number of a list; nil where there is none.
    let crlNumber: Int64?

    init(_ files: RegisterFiles, issuer: Certificate) throws {
        guard !files.isEmpty else { throw UsageFailure(.importNothing, field: "--index") }
        self.files = files
        list = try files.list.map { try ForeignList(path: $0, issuer: issuer) }
        crlNumber = list?.number
        folder = try files.certificates.map {
            try CertificateFolder(
                path: $0, byNumber: files.index != nil || files.ejbca != nil)
        }
        lines = try files.index.map { TextLines(try PieceReader.open($0)) }
        records = try files.ejbca.map { CSVRecords(try PieceReader.open($0)) }
    }

    private var hasRegister: Bool { files.index != nil || files.ejbca != nil }

    mutating func next() throws -> RegisterItem? {
        while phase != .end {
            switch phase {
            case .register:
                if let item = try nextOfIndex() ?? nextOfTable() { return item }
                phase = .files
            case .files:
                if let item = nextOfFolder() { return item }
                phase = .list
            case .list:
                if let item = nextOfList() { return item }
                phase = .end
            case .end: break
            }
        }
        return nil
    }

    // MARK: One source after the other

    private mutating func nextOfIndex() throws -> RegisterItem? {
        guard let path = files.index else { return nil }
        while let line = try lines?.next() {
            let origin = RegisterOrigin(path: path, line: line.number)
            guard let bytes = line.bytes else { return malformed(.tooLong, origin) }
            if OpenSSLIndexLine.isBlank(bytes) { continue }
            do {
                let read = try OpenSSLIndexLine(parsing: bytes)
                return listed(
                    RegisterRow(
                        serial: read.serial, subject: read.subject,
                        notAfterMilliseconds: read.notAfterMilliseconds,
                        revocation: read.revocation), origin)
            } catch {
                return malformed(error, origin)
            }
        }
        return nil
    }

    private mutating func nextOfTable() throws -> RegisterItem? {
        guard let path = files.ejbca else { return nil }
        while let record = try records?.next() {
            let origin = RegisterOrigin(path: path, line: record.line)
            do {
                let fields = try record.fields.get()
                guard let table else {
                    table = try EJBCATable(header: fields)
                    continue
                }
                return listed(try table.row(fields), origin)
            } catch {
                // Without its header the rest says nothing.
                if table == nil { records = nil }
                return malformed(error, origin)
            }
        }
        return nil
    }

    /// Beside a register, whatever it does not know is a conflict; without one, files are the rows.
    private mutating func nextOfFolder() -> RegisterItem? {
        guard let folder else { return nil }
        while nextFile < folder.names.count {
            let name = folder.names[nextFile]
            nextFile += 1
            let origin = RegisterOrigin(path: "\(folder.path)/\(name)")
            do {
                guard hasRegister else {
                    let certificate = try folder.certificate(in: name)
                    return row(
                        RegisterRow(
                            serial: certificate.serialNumber, certificate: certificate.derEncoded,
                            revocation: list?.take(certificate.serialNumber)), origin)
                }
                let serial = try folder.serial(of: name)
                if seen.contains(SerialKey(serial)) { continue }
                return .conflict(
                    Refusal(.importFileUnlisted, field: name, ["serial": serial.hex]), origin)
            } catch {
                return .conflict(
                    error as? Refusal
                        ?? Refusal(.importCertificateUnreadable, field: name, ["serial": name]),
                    origin)
            }
        }
        return nil
    }

    private mutating func nextOfList() -> RegisterItem? {
        guard let path = files.list else { return nil }
        if rest == nil { rest = list?.takeRest().reversed() }
        // In place: a copy for each row would cost the square of their number.
        return rest?.popLast().map { row($0, RegisterOrigin(path: path)) }
    }

    // MARK: One row

    /// A row of a register, with its certificate and what the list says of it.
    private mutating func listed(_ read: RegisterRow, _ origin: RegisterOrigin) -> RegisterItem {
        var read = read
        guard seen.insert(SerialKey(read.serial)).inserted else { return duplicate(read, origin) }
        if read.certificate == nil, let folder {
            do {
                if let found = try folder.certificate(of: read.serial) {
                    read = RegisterRow(
                        serial: read.serial, certificate: found.bytes, revocation: read.revocation)
                }
            } catch {
                return .conflict(
                    Refusal(
                        .importCertificateUnreadable, field: "certificate",
                        ["serial": read.serial.hex]), origin)
            }
        }
        if let said = list?.take(read.serial) {
            guard var own = read.revocation else { return contradiction(read, origin) }
            // An index has no place for most dates of invalidity.
            own.invalidityMilliseconds = own.invalidityMilliseconds ?? said.invalidityMilliseconds
            guard own == said else { return contradiction(read, origin) }
            read.revocation = own
        }
        return .row(read, origin)
    }

    private mutating func row(_ row: RegisterRow, _ origin: RegisterOrigin) -> RegisterItem {
        guard seen.insert(SerialKey(row.serial)).inserted else { return duplicate(row, origin) }
        return .row(row, origin)
    }

    private func duplicate(_ row: RegisterRow, _ origin: RegisterOrigin) -> RegisterItem {
        .conflict(Refusal(.importDuplicate, field: "serial", ["serial": row.serial.hex]), origin)
    }

    private func contradiction(_ row: RegisterRow, _ origin: RegisterOrigin) -> RegisterItem {
        .conflict(
            Refusal(.importListContradicts, field: "serial", ["serial": row.serial.hex]), origin)
    }

    private func malformed(_ problem: RegisterError, _ origin: RegisterOrigin) -> RegisterItem {
        .conflict(
            Refusal(
                .importRowMalformed, field: "line",
                ["line": String(origin.line ?? 0), "problem": problem.rawValue]), origin)
    }
}
