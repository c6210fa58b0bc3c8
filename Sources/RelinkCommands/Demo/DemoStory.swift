// SPDX-License-Identifier: Apache-2.0

import GatewaySimulator
import QRImage
import RelinkModel
import WatchEngine

/// The story of the demonstration, told from outside: what happens to the simulated gateway, and when.
///
/// It only ever moves on when the watcher has seen what was done and the receiver was told, so that no machine is too slow
/// for it.
struct DemoStory {
    private let gateway: GatewaySimulator
    private let receiver: DemoReceiver
    private let engine: WatchEngine
    private let screen: DemoScreen
    private let speed: Double
    private let gatewayPort: Int
    private let receiverPort: Int
    private let shop = SessionKey(gateway: "main", name: Demo.shop)

    init(
        gateway: GatewaySimulator, receiver: DemoReceiver, engine: WatchEngine, screen: DemoScreen, speed: Double,
        gatewayPort: Int, receiverPort: Int
    ) {
        self.gateway = gateway
        self.receiver = receiver
        self.engine = engine
        self.screen = screen
        self.speed = speed
        self.gatewayPort = gatewayPort
        self.receiverPort = receiverPort
    }

    /// Tells it once.
    func tell() async {
        banner()
        screen.chapter("Three sessions are linked, and Relink watches them.")
        guard await until({ await shopIs { $0.confirmed == .connected } }) else { return }
        guard await pause(2) else { return }

        screen.chapter("Somebody closes the browser tab of Shop Centro. No message leaves that shop any more.")
        try? await gateway.perform(.show(session: Demo.shop, .socket(.unpaired)))
        try? await gateway.perform(.show(session: Demo.shop, .tabClosed))
        guard await until({ await shopIs { $0.observed?.state == .scanQR } }) else { return }
        guard await until({ receiver.arrived.alert }) else { return }

        screen.chapter("The restart worked, but the phone is unlinked: a person has to scan. The code, live:")
        guard await until({ await showsCode() }) else { return }
        screen.say("   (A code like the real ones, but made up: no phone can be linked with it.)")
        guard await pause(5) else { return }

        screen.chapter("The phone at the till scans the code.")
        try? await gateway.perform(.scan(session: Demo.shop))
        guard await until({ await shopIs { $0.confirmed == .connected && $0.incident == nil } }) else { return }
        guard await until({ receiver.arrived.recovery }) else { return }
        guard await pause(1) else { return }
        farewell()
    }

    private func banner() {
        let line = String(repeating: "═", count: 78)
        screen.say(
            """
            \(line)
             SIMULATED: a gateway at http://127.0.0.1:\(gatewayPort) and a receiver of webhooks at
             http://127.0.0.1:\(receiverPort). No phone, no message, nothing outside this machine.
             Between them runs the real watcher, \(Demo.haste(at: speed)) times as impatient. Ctrl-C ends it.
            \(line)
            """)
    }

    private func farewell() {
        screen.chapter("That was it: dropped, restarted, told, shown, scanned, told again. What next?")
        screen.say(
            """
               Your gateway:  WHATSAPP_SERVER_URL=http://… WHATSAPP_API_KEY=… WHATSAPP_SESSION_ID=… make run
               A config file: relink init, then relink check and relink run
               To play with:  relink simulate-gateway, a gateway that does what you tell it
               Relink goes on watching the simulated gateway. Ctrl-C ends it.
            """)
    }

    /// Draws the session's code; false while the watcher has none.
    private func showsCode() async -> Bool {
        guard let live = await engine.liveQR(shop), let code = try? QRCode(payload: live.payload.revealed) else {
            return false
        }
        screen.say(code.halfBlocks(style: screen.codeIsColoured ? .coloured : .plain))
        return true
    }

    private func shopIs(_ condition: (SessionStatus) -> Bool) async -> Bool {
        await engine.session(shop).map(condition) ?? false
    }

    /// Waits until it is so; false when the demonstration ends first.
    private func until(_ condition: () async -> Bool) async -> Bool {
        while !Task.isCancelled {
            if await condition() { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// Time to read.
    private func pause(_ seconds: Double) async -> Bool {
        (try? await Task.sleep(for: .milliseconds(Int64(seconds * 1000 / speed)))) != nil
    }
}
