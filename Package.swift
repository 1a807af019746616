// swift-tools-version: 6.3
// This file is the architecture diagram: one line a target, layers in order; see ARCHITECTURE.md.

import PackageDescription

/// `KAPOK_INNER=1` leaves out Interfaces, Programs and what needs them, so that the inner layers
/// build and test in seconds, without HTTP; `KAPOK_INNER=interfaces` leaves out only what needs
/// HTTP.
let leftOut = Context.environment["KAPOK_INNER"]
let innerOnly = leftOut == "1" || leftOut == "interfaces"

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func target(_ layer: String, _ name: String, needs: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: needs, path: "Sources/\(layer)/\(name)", swiftSettings: settings)
}

/// Without `pkgConfig` nothing is linked: the header alone.
func library(_ name: String, package: String, pkgConfig: String? = nil) -> Target {
    .systemLibrary(
        name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig,
        providers: [.apt([package])])
}

func tests(_ name: String, needs: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name, dependencies: needs, path: "Tests/\(name)", resources: resources,
        swiftSettings: settings)
}

func product(_ name: String, of package: String) -> Target.Dependency {
    .product(name: name, package: package)
}

let asn1 = product("SwiftASN1", of: "swift-asn1")

let inner: [Target] = [
    // CLibraries: module maps and shims, nothing else.
    library("COpenSSL", package: "libssl-dev", pkgConfig: "libcrypto"),
    library("CSQLite", package: "libsqlite3-dev", pkgConfig: "sqlite3"),
    library("CPostgreSQL", package: "libpq-dev", pkgConfig: "libpq"),
    library("CCurl", package: "libcurl4-openssl-dev", pkgConfig: "libcurl"),
    library("CPKCS11", package: "libp11-kit-dev"),
    library("CLinux", package: "libc6-dev"),

    // Formats: values and encodings.
    target("Formats", "CanonicalJSON"),
    target("Formats", "Cryptography", needs: ["COpenSSL", asn1]),
    target("Formats", "PKIX", needs: ["CanonicalJSON", "Cryptography", asn1]),
    target("Formats", "MerkleLog", needs: ["CanonicalJSON", "Cryptography"]),
    target("Formats", "Archives", needs: ["CanonicalJSON", "Cryptography"]),
    target("Formats", "SecretSharing", needs: ["Cryptography"]),
    target("Formats", "Registers", needs: ["CanonicalJSON", "MerkleLog", "PKIX"]),

    // Rules: pure decisions over formats.
    target("Rules", "Messages"),
    target(
        "Rules", "CertificatePolicy",
        needs: ["CanonicalJSON", "Messages", "PKIX", "Cryptography", asn1]),
    target(
        "Rules", "PathValidation",
        needs: ["CertificatePolicy", "Messages", "PKIX", "Cryptography", asn1]),

    // Ledger: storage, journal, the one door.
    target(
        "Ledger", "Ledger",
        needs: [
            "CanonicalJSON", "Cryptography", "MerkleLog", "CertificatePolicy", "Messages",
        ]),

    // Services: the roles of a certification authority.
    target(
        "Services", "Governance",
        needs: [
            "CanonicalJSON", "CertificatePolicy", "Cryptography", "Ledger", "Messages", "PKIX",
            asn1,
        ]),
    target(
        "Services", "Attachments",
        needs: ["Archives", "CanonicalJSON", "Cryptography", "Ledger", "Messages", "Registers"]),
    target(
        "Services", "Records",
        needs: [
            "Attachments", "CanonicalJSON", "CertificatePolicy", "Cryptography", "Governance",
            "Ledger", "Messages",
        ]),
    target(
        "Services", "KeyCustody",
        needs: [
            "CanonicalJSON", "CertificatePolicy", "Cryptography", "Ledger", "MerkleLog", "Messages",
            "PKIX",
        ]),
    target(
        "Services", "Issuance",
        needs: [
            "Records", "Governance", "Ledger", "CertificatePolicy", "Messages", "PKIX",
            "Cryptography", "CanonicalJSON", asn1,
        ]),
    target(
        "Services", "Registration",
        needs: [
            "Attachments", "Records", "Issuance", "Governance", "Ledger", "CertificatePolicy",
            "Messages", "PKIX", "Cryptography", "CanonicalJSON",
        ]),
    target(
        "Services", "Status",
        needs: [
            "Records", "Issuance", "Governance", "Ledger", "CertificatePolicy", "Messages", "PKIX",
            "Cryptography", "CanonicalJSON", asn1,
        ]),
    target(
        "Services", "Campaigns",
        needs: [
            "Registration", "Status", "Issuance", "Governance", "Ledger", "CertificatePolicy",
            "Messages", "PKIX", "Cryptography", "CanonicalJSON",
        ]),
    target(
        "Services", "Publication",
        needs: [
            "Status", "Issuance", "Governance", "Ledger", "MerkleLog", "PathValidation", "Messages",
            "PKIX", "Cryptography", "CanonicalJSON",
        ]),
    target(
        "Services", "Witness",
        needs: ["CanonicalJSON", "Cryptography", "Ledger", "MerkleLog", "Messages"]),
    target(
        "Services", "Transfer",
        needs: [
            "Status", "Issuance", "Governance", "Ledger", "CertificatePolicy", "Messages",
            "Registers", "MerkleLog", "PKIX", "Cryptography", "CanonicalJSON",
        ]),
    target(
        "Services", "Recovery",
        needs: [
            "Transfer", "Campaigns", "Registration", "Status", "Issuance", "Governance", "Ledger",
            "CertificatePolicy", "Messages", "Archives", "Registers", "MerkleLog", "PKIX",
            "Cryptography", "CanonicalJSON",
        ]),
    target(
        "Services", "Conformance",
        needs: [
            "Campaigns", "Records", "Registration", "Status", "Issuance", "Governance", "Ledger",
            "CertificatePolicy", "Messages", "MerkleLog", "Cryptography", "CanonicalJSON",
        ]),

    target(
        "Services", "Notification",
        needs: [
            "Campaigns", "Conformance", "Registration", "Status", "Issuance", "Governance",
            "Ledger", "CertificatePolicy", "Messages", "PKIX", "Cryptography", "CanonicalJSON",
        ]),

    // Adapters: one facade per library or outside system.
    target("Adapters", "OwnThread"),
    target("Adapters", "SQLiteDriver", needs: ["CSQLite", "OwnThread", "Ledger"]),
    target("Adapters", "PostgreSQLDriver", needs: ["CPostgreSQL", "Ledger"]),
    target("Adapters", "LocalProcesses", needs: ["CLinux", "OwnThread"]),
    target("Adapters", "HTTPClient", needs: ["CCurl", "OwnThread"]),
    target(
        "Adapters", "Egress",
        needs: [
            "CertificatePolicy", "Cryptography", "CanonicalJSON", "HTTPClient", "Ledger",
            "MerkleLog", "OwnThread", "PKIX", "Registration",
        ]),
    target(
        "Adapters", "Mail", needs: ["CCurl", "HTTPClient", "OwnThread", "CanonicalJSON", "PKIX"]),
    target(
        "Adapters", "PKCS11",
        needs: ["CPKCS11", "OwnThread", "CanonicalJSON", "Cryptography", "Messages", asn1]),

    // TestSupport: fixed clock and randomness, officers, failing storage. Never shipped.
    target("TestSupport", "ChildPrograms"),
    target(
        "TestSupport", "TestSupport",
        needs: [
            "ChildPrograms", "CanonicalJSON", "CertificatePolicy", "Cryptography", "Ledger",
            "MerkleLog", "Messages", "PKIX", "PostgreSQLDriver", "SQLiteDriver", asn1,
        ]),
    target(
        "TestSupport", "AuthorityTestSupport",
        needs: [
            "TestSupport", "SQLiteDriver", "Campaigns", "Records", "Recovery", "Publication",
            "Status", "Registration", "Issuance", "Transfer", "Governance", "Ledger",
            "CertificatePolicy", "Messages", "PKIX", "Cryptography", "CanonicalJSON", "Attachments",
            asn1,
        ]),
    target(
        "TestSupport", "FuzzProperties",
        needs: [
            "Archives", "CanonicalJSON", "CertificatePolicy", "Cryptography", "KeyCustody",
            "Ledger",
            "MerkleLog", "Messages", "PKIX", "Registers", "SecretSharing", asn1,
        ]),
    // Loaded by its path, as modules are.
    target("TestSupport", "FaultyModule", needs: ["CPKCS11"]),
    // Splits and combines for Tests/Integration/shares.py.
    .executableTarget(
        name: "ShareExchange",
        dependencies: ["CanonicalJSON", "Cryptography", "SecretSharing"],
        path: "Sources/TestSupport/ShareExchange", swiftSettings: settings),
    .executableTarget(
        name: "LedgerCrasher",
        dependencies: ["CanonicalJSON", "Cryptography", "Ledger", "TestSupport"],
        path: "Sources/TestSupport/LedgerCrasher", swiftSettings: settings),

    // Tests of the inner layers.
    tests("CanonicalJSONTests", needs: ["CanonicalJSON"]),
    tests(
        "CryptographyTests", needs: ["Cryptography", "ChildPrograms", asn1],
        resources: [.copy("Vectors")]),
    tests(
        "PKIXTests", needs: ["PKIX", "Cryptography", "ChildPrograms", asn1],
        resources: [.copy("Vectors")]),
    tests(
        "MerkleLogTests", needs: ["MerkleLog", "CanonicalJSON", "Cryptography", "ChildPrograms"],
        resources: [.copy("Vectors")]),
    tests(
        "ArchivesTests", needs: ["Archives", "Cryptography", "ChildPrograms"],
        resources: [.copy("Vectors")]),
    tests(
        "SecretSharingTests", needs: ["SecretSharing", "Cryptography", "TestSupport"],
        resources: [.copy("Vectors")]),
    tests(
        "RegistersTests",
        needs: ["Registers", "CanonicalJSON", "MerkleLog", "PKIX", "Cryptography"]),
    tests("MessagesTests", needs: ["Messages"]),
    tests(
        "CertificatePolicyTests",
        needs: [
            "CanonicalJSON", "CertificatePolicy", "Messages", "PKIX", "Cryptography", "TestSupport",
            asn1,
        ]),
    tests(
        "PathValidationTests",
        needs: [
            "PathValidation", "CertificatePolicy", "Messages", "PKIX", "Cryptography",
            "CanonicalJSON", "TestSupport", asn1,
        ],
        resources: [.copy("Vectors")]),
    tests("ArchitectureTests", needs: []),
    tests("FuzzReplayTests", needs: ["FuzzProperties"]),
    tests("LocalProcessesTests", needs: ["LocalProcesses", "TestSupport"]),
    tests("HTTPClientTests", needs: ["HTTPClient"]),
    tests("MailTests", needs: ["Mail"]),
    tests(
        "PKCS11Tests",
        needs: [
            "PKCS11", "CPKCS11", "Cryptography", "Messages", "PKIX", "ChildPrograms",
            "FaultyModule",
        ]),
    tests(
        "GovernanceTests",
        needs: [
            "Governance", "Registration", "Issuance", "Ledger", "CertificatePolicy", "Messages",
            "PKIX", "Cryptography", "CanonicalJSON", "TestSupport", "AuthorityTestSupport",
        ]),
    tests(
        "RecordsTests",
        needs: [
            "Records", "Issuance", "Governance", "Ledger", "CertificatePolicy", "Messages",
            "Cryptography", "CanonicalJSON", "TestSupport", "AuthorityTestSupport",
        ]),
    tests(
        "KeyCustodyTests",
        needs: [
            "KeyCustody", "Registration", "Publication", "Issuance", "Governance", "Ledger",
            "CertificatePolicy", "Messages", "MerkleLog", "PKIX", "Cryptography", "CanonicalJSON",
            "TestSupport", "AuthorityTestSupport",
        ]),
    tests(
        "RegistrationTests",
        needs: [
            "Registration", "Publication", "Issuance", "Governance", "Ledger", "CertificatePolicy",
            "Messages", "PKIX", "Cryptography", "CanonicalJSON", "TestSupport",
            "AuthorityTestSupport", asn1,
        ],
        resources: [.copy("Vectors")]),
    tests(
        "IssuanceTests",
        needs: [
            "Records", "Issuance", "Publication", "Registration", "Status", "Governance", "Ledger",
            "CertificatePolicy", "Messages", "PKIX", "Cryptography", "CanonicalJSON", "TestSupport",
            "AuthorityTestSupport", asn1,
        ]),
    tests(
        "PublicationTests",
        needs: [
            "Publication", "Witness", "Status", "Registration", "Issuance", "Ledger",
            "SQLiteDriver", "MerkleLog", "PathValidation", "CertificatePolicy", "Messages", "PKIX",
            "Cryptography", "CanonicalJSON", "TestSupport", "AuthorityTestSupport", asn1,
        ]),
    tests(
        "StatusTests",
        needs: [
            "Status", "Publication", "Registration", "Issuance", "Governance", "Ledger",
            "CertificatePolicy", "PKIX", "Cryptography", "CanonicalJSON", "TestSupport",
            "AuthorityTestSupport", asn1,
        ]),
    tests(
        "WitnessTests",
        needs: [
            "Witness", "TestSupport", "CanonicalJSON", "Cryptography", "Ledger", "MerkleLog",
            "Messages",
        ]),
    tests(
        "RecoveryTests",
        needs: [
            "Recovery", "Campaigns", "Publication", "Registration", "Status", "Issuance",
            "Governance", "Ledger", "CertificatePolicy", "SQLiteDriver", "Archives", "Messages",
            "MerkleLog", "PKIX", "Cryptography", "CanonicalJSON", "TestSupport",
            "AuthorityTestSupport",
        ]),
    tests(
        "TransferTests",
        needs: [
            "Transfer", "Registers", "Status", "Publication", "Issuance", "Governance", "Ledger",
            "CertificatePolicy", "MerkleLog", "Messages", "PKIX", "Cryptography", "CanonicalJSON",
            "TestSupport", "AuthorityTestSupport",
        ]),
    tests(
        "ConformanceTests",
        needs: [
            "Conformance", "Records", "Publication", "Registration", "Issuance", "Governance",
            "Ledger", "CertificatePolicy", "Cryptography", "Messages", "MerkleLog", "CanonicalJSON",
            "TestSupport", "AuthorityTestSupport",
        ]),
    tests(
        "NotificationTests",
        needs: [
            "Notification", "Conformance", "Registration", "Issuance", "Governance", "Ledger",
            "CertificatePolicy", "Messages", "PKIX", "CanonicalJSON", "TestSupport",
            "AuthorityTestSupport",
        ]),
    tests(
        "CampaignsTests",
        needs: [
            "Campaigns", "Conformance", "Notification", "Registration", "Status", "Issuance",
            "Records", "Governance", "Ledger", "CertificatePolicy", "Messages", "PKIX",
            "Cryptography", "CanonicalJSON", "TestSupport", "AuthorityTestSupport",
        ]),
    tests(
        "LedgerTests",
        needs: [
            "Ledger", "PostgreSQLDriver", "SQLiteDriver", "TestSupport", "LedgerCrasher",
            "ChildPrograms", "CanonicalJSON", "CertificatePolicy", "Cryptography", "MerkleLog",
            "Messages",
        ]),
]

let interfaces: [Target] = [
    // Interfaces: what people and machines touch; values in, values out.
    target(
        "Interfaces", "Monitoring",
        needs: [
            "Publication", "Status", "Issuance", "Governance", "Ledger", "Messages", "MerkleLog",
            "PKIX", "CanonicalJSON",
        ]),
    target(
        "Interfaces", "API",
        needs: [
            "Attachments", "Campaigns", "Monitoring", "Notification", "Conformance", "Records",
            "Recovery", "Publication", "Registration", "Status", "Issuance", "Governance", "Ledger",
            "Transfer", "Registers", "Messages", "MerkleLog", "PKIX", "CertificatePolicy",
            "Cryptography", "CanonicalJSON",
        ]),
    target(
        "Interfaces", "StatusEndpoints",
        needs: ["Status", "Ledger", "MerkleLog", "CanonicalJSON"]),

    // Benchmarks: never shipped.
    .executableTarget(
        name: "Benchmarks",
        dependencies: [
            "API", "AuthorityTestSupport", "TestSupport", "SQLiteDriver", "HTTPClient",
            "KeyCustody", "LocalProcesses", "PKCS11", "CPKCS11", "OwnThread", "Registration",
            "Issuance",
            "Governance", "Ledger", "CertificatePolicy", "Messages", "MerkleLog", "PKIX",
            "Cryptography", "CanonicalJSON", "COpenSSL", asn1,
        ],
        path: "Benchmarks", swiftSettings: settings),

    // Their tests.
    tests(
        "MonitoringTests",
        needs: [
            "Monitoring", "Publication", "Issuance", "Ledger", "MerkleLog", "Messages",
            "CanonicalJSON", "TestSupport", "AuthorityTestSupport",
        ]),
    tests(
        "APITests",
        needs: [
            "API", "Campaigns", "Monitoring", "Notification", "Publication", "Registration",
            "Status", "Issuance", "Governance", "Ledger", "Transfer", "Registers", "Messages",
            "MerkleLog", "PKIX", "CertificatePolicy", "Cryptography", "CanonicalJSON",
            "Attachments", "TestSupport", "AuthorityTestSupport", asn1,
        ]),
    tests(
        "StatusEndpointsTests",
        needs: [
            "StatusEndpoints", "Publication", "Registration", "Status", "Issuance", "Ledger",
            "MerkleLog", "PKIX", "Cryptography", "CanonicalJSON", "TestSupport",
            "AuthorityTestSupport",
        ]),
]

let outer: [Target] = [
    // The interface that speaks HTTP.
    target(
        "Interfaces", "HTTPListeners",
        needs: [
            product("HummingbirdCore", of: "hummingbird"),
            product("HTTPTypes", of: "swift-http-types"), product("Logging", of: "swift-log"),
            product("NIOCore", of: "swift-nio"), product("NIOHTTP1", of: "swift-nio"),
            product("NIOPosix", of: "swift-nio"), product("NIOSSL", of: "swift-nio-ssl"),
            product("NIOTLS", of: "swift-nio"),
            product("ServiceLifecycle", of: "swift-service-lifecycle"),
            product("UnixSignals", of: "swift-service-lifecycle"),
        ]),

    // Programs: composition only.
    .executableTarget(
        name: "kapok",
        dependencies: [
            product("ArgumentParser", of: "swift-argument-parser"),
            product("Logging", of: "swift-log"), "API", "Campaigns", "Monitoring", "Notification",
            "StatusEndpoints", "HTTPListeners", "HTTPClient", "LocalProcesses", "Egress", "Mail",
            "PKCS11",
            "PostgreSQLDriver", "SQLiteDriver", "Records", "Recovery", "Publication",
            "Registration", "Status", "Issuance", "Transfer", "Registers", "KeyCustody",
            "Governance", "Witness", "Ledger", "Archives", "PathValidation", "Conformance",
            "CertificatePolicy", "Messages", "MerkleLog", "PKIX", "Cryptography", "CanonicalJSON",
            asn1,
        ],
        path: "Sources/Programs/kapok",
        // One binary: what it hands out is compiled in.
        resources: [.embedInCode("Assessor/verify.py")], swiftSettings: settings),

    // Plays sources outside for tests; answers of it count in no production.
    .executableTarget(
        name: "KapokSimulator",
        dependencies: [
            product("Logging", of: "swift-log"), "HTTPListeners", "CertificatePolicy", "Messages",
            "PKIX", "Cryptography", "CanonicalJSON", asn1,
        ],
        path: "Sources/Programs/KapokSimulator", swiftSettings: settings),

    // Tests of the outer layers.
    tests(
        "EgressTests",
        needs: [
            "Egress", "KapokSimulator", "HTTPListeners", "HTTPClient", "Registration",
            "CertificatePolicy", "Ledger", "PKIX", "Cryptography", "CanonicalJSON",
            product("Logging", of: "swift-log"),
        ]),
    tests(
        "CommandLineTests",
        needs: [
            "kapok", "Archives", "HTTPClient", "HTTPListeners", "KeyCustody", "Monitoring",
            "PKCS11", "Registers", "ChildPrograms", "Witness", "Ledger", "SQLiteDriver",
            "Governance", "Issuance", "Status", "PathValidation", "Publication",
            "CertificatePolicy", "MerkleLog", "Messages", "PKIX", "Cryptography", "CanonicalJSON",
            asn1, product("ArgumentParser", of: "swift-argument-parser"),
            product("Logging", of: "swift-log"),
        ],
        resources: [.copy("Vectors")]),
    tests(
        "HTTPListenersTests",
        needs: [
            "HTTPListeners", "HTTPClient", "PKIX", "Cryptography",
            product("Logging", of: "swift-log"),
        ]),
]

let package = Package(
    name: "kapok",
    // The second is for the package in Fuzz.
    products: (innerOnly
        ? []
        : [
            .executable(name: "kapok", targets: ["kapok"]),
            .executable(name: "kapok-simulator", targets: ["KapokSimulator"]),
        ])
        + [
            .library(name: "FuzzProperties", targets: ["FuzzProperties"]),
            .library(name: "FaultyModule", type: .dynamic, targets: ["FaultyModule"]),
        ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4")
    ]
        + (innerOnly
            ? []
            : [
                .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
                .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
                .package(
                    url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
                .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
                .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
                .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
                .package(
                    url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
            ]),
    targets: inner + (leftOut == "1" ? [] : interfaces) + (innerOnly ? [] : outer),
    swiftLanguageModes: [.v6]
)
