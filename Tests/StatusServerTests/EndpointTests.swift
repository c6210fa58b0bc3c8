// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import StatusServer

struct EndpointTests {
    private static let session = SessionKey(gateway: "g", name: "s")

    @Test(arguments: [
        ("/healthz", Endpoint.health), ("/readyz", .ready), ("/metrics", .metrics), ("/api/v1/sessions", .sessions),
        ("/api/v1/sessions/g/s", .session(session)), ("/api/v1/gateways", .gateways),
        ("/api/v1/history/g", .history("g", session: nil)), ("/api/v1/history/g/s", .history("g", session: "s")),
        ("/api/whatsapp/ping", .ping(nil)), ("/g/g/api/whatsapp/ping", .ping("g")),
        ("/api/whatsapp/session/status/s", .compatible(.status, nil, session: "s")),
        ("/g/g/api/whatsapp/session/qr/s", .compatible(.qr, "g", session: "s")),
        ("/api/whatsapp/session/start/%2F%25", .compatible(.start, nil, session: "/%")),
        ("/control/status", .controlStatus), ("/control/qr/g/s", .controlQR(session)),
        ("/control/reload", .controlReload),
        ("/control/start/g/s", .controlStart(session)), ("/api/v1/outbox", .outbox),
        ("/api/v1/outbox/e%3Aops", .outboxRow("e:ops")), ("/api/v1/outbox/replay", .replay(nil)),
        ("/api/v1/outbox/e%3Aops/replay", .replay("e:ops")), ("/api/v1/channels", .channels),
        ("/api/v1/channels/ops/resume", .resume("ops")), ("/control/purge", .controlPurge(nil)),
        ("/control/purge/e%3Aops", .controlPurge("e:ops")),
    ])
    func aPathNamesAnEndpoint(_ path: String, _ endpoint: Endpoint) {
        #expect(Endpoint(path: path, control: true) == endpoint)
    }

    @Test(arguments: [
        "", "/", "healthz", "/healthz/", "//healthz", "/healthz/x", "/api", "/api/v1", "/api/v1/sessions/g",
        "/api/v1/sessions/g/s/x", "/api/v1/sessions/g/", "/api/v2/sessions", "/api/whatsapp", "/g/g/api/whatsapp",
        "/g/g/ping", "/api/whatsapp/session/terminate/s", "/api/whatsapp/session/status", "/control",
        "/api/v1/sessions/g/%", "/api/v1/sessions/g/%zz", "/api/v1/sessions/g/%FF", "/API/v1/sessions",
    ])
    func anyOtherPathNamesNone(_ path: String) {
        #expect(Endpoint(path: path, control: true) == nil)
    }

    @Test(arguments: ["/control/status", "/control/qr/g/s", "/control/start/g/s", "/control/reload"])
    func controlIsThereOnlyWhereItIsAllowed(_ path: String) {
        #expect(Endpoint(path: path, control: false) == nil)
    }

    @Test(arguments: [
        ("/api/whatsapp/x", Endpoint.Family.compatible), ("/g/a/api/whatsapp/x", .compatible),
        ("/api/whatsapp", .compatible), ("/api/v1/x", .own), ("/", .own), ("/g/a/x", .own), ("/control/x", .own),
    ])
    func errorsHaveTheShapeOfTheirPath(_ path: String, _ family: Endpoint.Family) {
        #expect(Endpoint.family(of: path) == family)
    }
}
