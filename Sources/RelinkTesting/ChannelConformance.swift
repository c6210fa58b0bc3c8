// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What every channel promises, whatever its service. Each check returns one sentence for each broken promise.
package struct ChannelConformance: Sendable {
    /// Makes the channel under test.
    ///
    /// - Parameters:
    ///   - server: the address of the service.
    ///   - liveQR: where attempts find the code.
    ///   - timeLimit: of an attempt.
    package typealias Factory =
        @Sendable (_ server: String, _ liveQR: ScriptedQR, _ timeLimit: Duration) throws -> any NotificationChannel

    private let make: Factory
    /// The configuration's values that nobody may see.
    private let secrets: [String]
    /// The service as it is: strict, and answering in its own shape.
    private let service: @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]
    /// An alert of every kind; the first waits for its code to be scanned and shows one.
    private let alerts: [Alert]

    /// The promises of the channels that `make` makes.
    package init(
        make: @escaping Factory, secrets: [String], alerts: [Alert],
        service: @escaping @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]
    ) {
        self.make = make
        self.secrets = secrets
        self.alerts = alerts
        self.service = service
    }

    /// Long enough that no attempt of a test reaches it.
    private static let patience: Duration = .seconds(30)
    private static let now = Timestamp(milliseconds: 1_767_517_860_000)

    // MARK: - Outcomes

    /// Statuses without a word of explanation, and what they must lead to.
    package func statusViolations() async throws -> [String] {
        var violations: [String] = []
        for (status, expected) in Self.statuses {
            let report = try await report { _ in [.answer(status)] }
            if Self.word(report.outcome) != expected {
                violations.append("HTTP \(status) led to \(Self.word(report.outcome)) instead of \(expected)")
            }
            if report.status != status { violations.append("HTTP \(status) was reported as \(report.status)") }
            if report.isAmbiguous { violations.append("HTTP \(status) was reported as ambiguous") }
        }
        return violations
    }

    private static let statuses: [(Int, String)] = [
        (301, "suspend 300"), (307, "suspend 300"), (400, "reject"), (401, "suspend 300"), (403, "suspend 300"),
        (404, "suspend 3600"), (405, "reject"), (407, "suspend 300"), (408, "retry"), (409, "reject"),
        (410, "suspend 3600"), (413, "reject"), (422, "reject"), (425, "retry"), (429, "retry"), (500, "retry"),
        (502, "retry"), (503, "retry"), (504, "retry"), (529, "retry"),
    ]

    /// What a receiver asks for in `Retry-After`, and how long the pause then is.
    package func retryAfterViolations() async throws -> [String] {
        // A 429 that names no time asks for patience all the same.
        let forms: [(header: String, seconds: Int64)] = [
            ("Retry-After: 7", 7), ("Retry-After: 2.5", 3), ("Retry-After: 99999", 900), ("Retry-After: -5", 0),
            ("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Retry-After: soon", 0), ("X-Nothing: 1", 0),
        ]
        var violations: [String] = []
        for (header, seconds) in forms {
            let report = try await report { _ in [.answer(429, headers: [header])] }
            guard case .retry(let after, _) = report.outcome else {
                violations.append("429 with “\(header)” was not a retry")
                continue
            }
            if after != .seconds(seconds) { violations.append("429 with “\(header)” gave \(after as Any)") }
        }
        return violations
    }

    /// What becomes of attempts that get no answer.
    package func transportViolations() async throws -> [String] {
        var violations: [String] = []
        let gate = LoopbackServer.Gate()
        let late = try await report(timeLimit: .milliseconds(300)) { _ in [.wait(gate), .close] }
        gate.open()
        let cut = try await report { _ in [.close] }
        for (name, report) in [("no answer in time", late), ("a closed connection", cut)] {
            if Self.word(report.outcome) != "retry" || !report.isAmbiguous {
                violations.append("\(name) was not an ambiguous retry")
            }
        }
        let closed = try LoopbackServer(.close)
        closed.stop()
        let channel = try make(closed.url, ScriptedQR(alerts[0].qr), Self.patience)
        let refused = await send(channel.prepare(alerts[0], plain: false).request, alerts[0], over: channel)
        if Self.word(refused.outcome) != "retry" || refused.isAmbiguous {
            violations.append("a refused connection was not a plain retry")
        }
        return violations
    }

    // MARK: - Acceptance

    /// The strict service takes every alert, full and plain, also with hostile and endless texts in it.
    package func acceptanceViolations() async throws -> [String] {
        var violations: [String] = []
        let server = try LoopbackServer(answer: service)
        defer { server.stop() }
        let source = ScriptedQR(alerts[0].qr)
        let channel = try make(server.url, source, Self.patience)
        for alert in alerts + oneOfEachKind.flatMap(HostileAlerts.variants) {
            for plain in [false, true] {
                let name = "\(alert.event.kind.rawValue)\(plain ? " (plain)" : "")"
                let prepared = channel.prepare(alert, plain: plain)
                if let reason = prepared.fallbackReason { violations.append("\(name) fell back: \(reason)") }
                let report = await send(prepared.request, alert, over: channel)
                guard case .delivered = report.outcome else {
                    violations.append("\(name) was not accepted: \(report.words)")
                    continue
                }
                guard let request = server.requests.last else { continue }
                violations += Self.textViolations(request, alert).map { "\(name): \($0)" }
            }
        }
        return violations
    }

    private static func textViolations(_ request: LoopbackServer.Request, _ alert: Alert) -> [String] {
        var violations: [String] = []
        let text = String(decoding: request.body, as: UTF8.self)
        if let code = alert.event.incident?.code, !text.contains(code) { violations.append("the code is missing") }
        if !text.contains(alert.event.condition.icon) && !alert.event.kind.hasIconOfItsOwn {
            violations.append("the state is missing")
        }
        if request.bytes.count > 64 << 10 { violations.append("\(request.bytes.count) bytes were sent") }
        let isInvisible = { (scalar: Unicode.Scalar) in HostileAlerts.invisible.contains(scalar) }
        if text.unicodeScalars.contains(where: isInvisible) { violations.append("an invisible character was sent") }
        return violations
    }

    // MARK: - Secrets and copies

    /// Neither a secret nor a code is frozen, and what a receiver repeats is not reported.
    package func secrecyViolations() async throws -> [String] {
        var violations: [String] = []
        for alert in alerts {
            let server = try LoopbackServer { request in
                let echo = "\(request.path) \(request.text.split(separator: "\r\n\r\n").first ?? "")"
                let quoted = echo.split { $0 == "\"" || $0 == "\\" || $0.isNewline }.joined(separator: " ")
                return [.answer(400, #"{"ok":false,"error_code":400,"description":"\#(quoted)"}"#)]
            }
            defer { server.stop() }
            let channel = try make(server.url, ScriptedQR(alert.qr), Self.patience)
            let request = channel.prepare(alert, plain: false).request
            let report = await send(request, alert, over: channel)
            let frozen = String(reflecting: request)
            for secret in secrets where frozen.contains(secret) { violations.append("a secret is frozen") }
            for secret in secrets where "\(report)".contains(secret) { violations.append("a secret is reported") }
            if let payload = alert.qr?.payload.revealed, frozen.contains(payload) {
                violations.append("the code is frozen")
            }
        }
        return violations
    }

    /// A second attempt sends the same bytes, but for the boundary of a form and the time of a signature.
    package func copyViolations() async throws -> [String] {
        var violations: [String] = []
        let server = try LoopbackServer(answer: service)
        defer { server.stop() }
        let channel = try make(server.url, ScriptedQR(alerts[0].qr), Self.patience)
        for alert in alerts {
            let request = channel.prepare(alert, plain: false).request
            if channel.prepare(alert, plain: false).request != request {
                violations.append("\(alert.event.kind.rawValue) was prepared in two ways")
            }
            _ = await send(request, alert, over: channel, attempt: 1)
            _ = await send(request, alert, over: channel, attempt: 2)
            let bodies = server.requests.suffix(2).map(Self.comparableBody)
            if bodies.count != 2 || bodies[0] != bodies[1] {
                violations.append("\(alert.event.kind.rawValue) was sent with two bodies")
            }
        }
        return violations
    }

    /// The body; of a form, without its boundary, which is drawn anew each time.
    private static func comparableBody(_ request: LoopbackServer.Request) -> [[UInt8]] {
        let marker = Array("------------------------".utf8)
        return request.body.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.starts(with: marker) ? marker : Array(line)
        }
    }

    // MARK: - Pieces

    private var oneOfEachKind: [Alert] {
        EventKind.allCases.compactMap { kind in alerts.first { $0.event.kind == kind } }
    }

    private func report(
        timeLimit: Duration = patience, answer: @escaping @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]
    ) async throws -> AttemptReport {
        let server = try LoopbackServer(answer: answer)
        defer { server.stop() }
        let channel = try make(server.url, ScriptedQR(alerts[0].qr), timeLimit)
        return await send(channel.prepare(alerts[0], plain: false).request, alerts[0], over: channel)
    }

    private func send(
        _ request: FrozenRequest, _ alert: Alert, over channel: any NotificationChannel, attempt: Int = 1
    ) async -> AttemptReport {
        let session = alert.event.subject.sessionName.map { SessionKey(gateway: alert.gateway, name: $0) }
        return await channel.send(request, delivery: alert.delivery, attempt: attempt, session: session, at: Self.now)
    }

    private static func word(_ outcome: DeliveryOutcome) -> String {
        switch outcome {
        case .delivered: "delivered"
        case .duplicate: "duplicate"
        case .retry: "retry"
        case .reject: "reject"
        case .suspend(let probeAfter, _): "suspend \(probeAfter.wholeSeconds)"
        }
    }
}

extension EventKind {
    /// Whether the mark before its text tells the kind rather than the state.
    fileprivate var hasIconOfItsOwn: Bool {
        [
            .sessionUnwatched, .serverMisconfigured, .watcherChannelFailing, .watcherDegraded, .watcherConfigRejected,
            .watcherStarted,
        ].contains(self)
    }
}
