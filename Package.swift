// swift-tools-version: 6.2
import PackageDescription

// Settings of every target of ours. Each feature links to the proposal that explains it.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .treatAllWarnings(as: .error),  // SE-0480
]

/// A Swift target with the common settings.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings, plugins: plugins)
}

/// An executable target with the common settings.
func executable(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one target; they mirror its files.
func tests(_ subject: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(subject)Tests",
        dependencies: [.init(stringLiteral: subject), "RelinkTesting"] + dependencies,
        exclude: exclude,
        swiftSettings: settings)
}

/// A C library of the system: a module map and a header of `static inline` shims.
func system(_ name: String, pkgConfig: String, apt package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// What a target needs that serves HTTP.
let serving: [Target.Dependency] = [
    "HTTPServing",
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "Logging", package: "swift-log"),
    .product(name: "NIOCore", package: "swift-nio"),
]

let targets: [Target] = [
    // L0: the C libraries, and the embedded templates.
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CJSONC", pkgConfig: "json-c", apt: "libjson-c-dev"),
    system("CQRencode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    .systemLibrary(name: "CMalloc"),
    executable("EmbedFiles"),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["EmbedFiles"]),
    target("BundledTemplates", plugins: ["EmbedTemplates"]),

    // L1: what Relink decides. Pure.
    target("RelinkModel"),

    // L2: one wrapper each around a library.
    target(
        "HTTPServing",
        [
            .product(name: "Hummingbird", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
        ]),
    target("JSONText", ["CJSONC"]),
    target("HTTPTransfer", ["CCurl"]),
    target("QRImage", ["CQRencode", "CZlib"]),
    target("Signing", ["CCrypto"]),
    target("Templating", [.product(name: "Mustache", package: "swift-mustache")]),

    // L3: adapters to the outside.
    target("Gateways", ["RelinkModel", "HTTPTransfer", "JSONText", "Signing"]),
    target(
        "Channels",
        ["RelinkModel", "HTTPTransfer", "JSONText", "QRImage", "Signing", "Templating", "BundledTemplates"]),
    target("OutboxStore", ["RelinkModel", "JSONText", .product(name: "GRDB", package: "GRDB.swift")]),
    target("ConfigurationFile", ["RelinkModel", .product(name: "Yams", package: "Yams")]),
    target("GatewaySimulator", ["JSONText"] + serving),

    // L4: the loop, and what it shows.
    target("WatchEngine", ["RelinkModel"]),
    target("Simulation", ["RelinkModel"]),
    target(
        "StatusServer",
        ["RelinkModel", "JSONText", "Signing"] + serving),

    // L5: the commands and their composition.
    target(
        "RelinkCommands",
        [
            "CMalloc", "RelinkModel", "JSONText", "HTTPTransfer", "QRImage", "Signing", "Templating",
            "BundledTemplates", "Gateways", "Channels", "OutboxStore", "ConfigurationFile", "GatewaySimulator",
            "WatchEngine", "Simulation", "StatusServer",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ] + serving),
    executable("relink", ["RelinkCommands", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    // What `make bench` runs: the measurements, and a bare C loop to compare with.
    executable("relink-bench", ["RelinkModel", "HTTPTransfer", "JSONText"]),
    .executableTarget(name: "bare-poll", dependencies: ["CCurl"]),

    // Tests.
    target("RelinkTesting", ["RelinkModel", "HTTPTransfer"]),
    tests("RelinkModel"),
    tests("JSONText"),
    tests("HTTPTransfer"),
    tests("QRImage"),
    tests("Signing"),
    tests("Templating"),
    tests("Gateways", ["RelinkModel", "HTTPTransfer", "JSONText"], exclude: ["Recordings"]),
    tests(
        "Channels", ["RelinkModel", "HTTPTransfer", "JSONText", "Signing", "Templating", "QRImage"],
        exclude: ["Rendered"]),
    tests("OutboxStore", ["RelinkModel", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("ConfigurationFile", ["RelinkModel"], exclude: ["Broken"]),
    tests("GatewaySimulator", ["HTTPTransfer", "JSONText"]),
    tests("WatchEngine", ["RelinkModel"]),
    tests("Simulation", ["RelinkModel"]),
    tests("StatusServer", ["RelinkModel", "HTTPTransfer", "JSONText"]),
    // The real binary against real programs; only with RELINK_PEERS=1.
    .testTarget(
        name: "PeerTests", dependencies: ["HTTPTransfer", "JSONText"], exclude: ["Programs"], swiftSettings: settings
    ),
    tests(
        "RelinkCommands",
        [
            "RelinkModel", "JSONText", "ConfigurationFile", "StatusServer",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ], exclude: ["Scenarios"]),
]

let package = Package(
    name: "relink",
    dependencies: [
        // Exact, since Package.resolved is not committed.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: targets
)
