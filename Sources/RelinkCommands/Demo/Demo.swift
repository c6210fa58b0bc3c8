// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import GatewaySimulator
import HTTPTransfer
import OutboxStore
import RelinkModel
import WatchEngine

/// The parts of the demonstration: a simulated gateway and a local receiver, and between them the real watcher.
///
/// Nothing is faked in between: the gateway is polled and the webhooks are posted over HTTP, the outbox is a file.
struct Demo {
    /// The session that the story is about.
    static let shop = "shop-centro"
    /// The key that the simulated gateway asks for, and the webhooks are signed with; both are worth nothing.
    private static let key = "change-me"
    private static let signingSecret = "whsec_" + "Y2hhbmdlLW1lLWNoYW5nZS1tZS1jaGFuZ2UtbWU="

    private let gateway: GatewaySimulator
    private let receiver: DemoReceiver
    private let engine: WatchEngine
    private let store: SQLiteStore
    private let directory: String
    private let story: DemoStory

    /// Puts everything together in a directory of its own, which ``end()`` removes.
    ///
    /// Throws a ``Failure`` when a port or a file cannot be had.
    init(speed: Double) async throws {
        let time = SystemTimeSource()
        let vault = QRVault(time: time)
        let screen = DemoScreen()
        let gateway = GatewaySimulator(
            SimulatorSettings(
                sessions: Self.sessions.map(\.name), key: Self.key, bootTime: .seconds(2), speed: speed))
        let receiver = DemoReceiver(screen: screen)
        (self.gateway, self.receiver) = (gateway, receiver)
        directory = try Self.makeDirectory()
        do {
            store = try Self.makeStore(in: directory)
            let gatewayPort = try await Self.start(gateway)
            let receiverPort = try await receiver.start()
            let client = TransferClient(name: "relink-demo", maxConnections: 64, userAgent: Wiring.userAgent)
            let channel = try Self.channel(port: receiverPort, liveQR: vault, client: client)
            let adapter = try GatewayMaker(
                kind: .wwebjs, id: "main", url: "http://127.0.0.1:\(gatewayPort)", keys: [Secret(Self.key)]
            ).make(client: client)
            engine = WatchEngine(
                gateways: [.init(plan: Self.plan(channel.plan, speed: speed), gateway: adapter)], channels: [channel],
                store: store, log: screen, vault: vault, time: time, keep: .hours(1))
            story = DemoStory(
                gateway: gateway, receiver: receiver, engine: engine, screen: screen, speed: speed,
                gatewayPort: gatewayPort, receiverPort: receiverPort)
        } catch {
            try? FileManager.default.removeItem(atPath: directory)
            throw error
        }
    }

    /// Tells the story and then goes on watching until the task is cancelled.
    ///
    /// Throws a ``Failure`` when the watcher cannot begin.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await watch() }
            group.addTask { await receiver.run() }
            group.addTask { await story.tell() }
            while try await group.next() != nil {}
        }
    }

    private func watch() async throws {
        do throws(StoreError) {
            try await engine.run()
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.of(error))
        }
    }

    /// Removes everything that the demonstration made.
    func end() async {
        await gateway.stop()
        await store.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// With the phones that the simulated gateway links, in its order.
    private static let sessions = [
        SessionPlan(name: shop, title: "Shop Centro", phone: "+12025550100", phoneHint: "black phone at the till"),
        SessionPlan(name: "shop-norte", title: "Shop Norte", phone: "+12025550101"),
        SessionPlan(name: "support", title: "Support", phone: "+12025550102"),
    ]

    /// How many times as impatient as usual the watcher is.
    static func haste(at speed: Double) -> Int { max(1, Int(10 * speed)) }

    /// The real rules, in haste. The gateway keeps step, so that the story is the same at every speed.
    private static func plan(_ channel: ChannelPlan, speed: Double) -> GatewayPlan {
        let interval = Duration.seconds(1) / speed
        return GatewayPlan(
            id: "main", kind: .wwebjs, sessions: sessions, pollInterval: interval, pingInterval: interval,
            policy: WatchPolicy().accelerated(by: haste(at: speed)), channels: [channel],
            routes: RouteTable(everythingTo: [Recipient(channel: channel.id)]))
    }

    private static func channel(
        port: Int, liveQR: any LiveQRSource, client: TransferClient
    ) throws -> any NotificationChannel {
        let target = WebhookTarget(
            url: Secret("http://127.0.0.1:\(port)/relink"), signingSecrets: [Secret(signingSecret)])
        let setup = ChannelSetup(id: "receiver", target: .webhook(target))
        do {
            return try Channels.make(setup, in: ChannelEnvironment(client: client, liveQR: liveQR))
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.configuration)
        }
    }

    private static func makeDirectory() throws -> String {
        var template = Array((NSTemporaryDirectory() + "/relink-demo-XXXXXX").utf8CString)
        let path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let path else {
            throw Failure(words: "no temporary directory can be made", status: ExitStatus.inputOutput)
        }
        return path
    }

    private static func makeStore(in directory: String) throws -> SQLiteStore {
        do throws(StoreError) {
            return try SQLiteStore(path: directory + "/relink.db")
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.of(error))
        }
    }

    private static func start(_ gateway: GatewaySimulator) async throws -> Int {
        do throws(SimulatorError) {
            return try await gateway.start()
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.unavailable)
        }
    }
}
