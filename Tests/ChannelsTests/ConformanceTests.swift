// SPDX-License-Identifier: Apache-2.0

import Channels
import RelinkModel
import RelinkTesting
import Testing

/// Every kind of channel keeps what all of them promise.
struct ConformanceTests {
    @Test(arguments: ChannelKind.allCases)
    func statusesLeadToTheirOutcomes(kind: ChannelKind) async throws {
        #expect(try await Self.suite(kind).statusViolations() == [])
    }

    @Test(arguments: ChannelKind.allCases)
    func pausesAreReadAndClamped(kind: ChannelKind) async throws {
        #expect(try await Self.suite(kind).retryAfterViolations() == [])
    }

    @Test(arguments: ChannelKind.allCases)
    func brokenTransportIsAmbiguousOnlyOnceTheRequestIsOut(kind: ChannelKind) async throws {
        #expect(try await Self.suite(kind).transportViolations() == [])
    }

    @Test(arguments: ChannelKind.allCases)
    func theServiceTakesEveryAlertHoweverHostile(kind: ChannelKind) async throws {
        #expect(try await Self.suite(kind).acceptanceViolations() == [])
    }

    @Test(arguments: ChannelKind.allCases)
    func noSecretAndNoCodeIsFrozenOrReported(kind: ChannelKind) async throws {
        #expect(try await Self.suite(kind).secrecyViolations() == [])
    }

    @Test(arguments: ChannelKind.allCases)
    func attemptsSendTheSameBytes(kind: ChannelKind) async throws {
        #expect(try await Self.suite(kind).copyViolations() == [])
    }

    private static func suite(_ kind: ChannelKind) -> ChannelConformance {
        let alerts = SampleAlerts.all.map(\.alert)
        return switch kind {
        case .webhook:
            ChannelConformance(
                make: { try TestChannels.make(TestChannels.webhook($0), liveQR: $1, timeLimit: $2) },
                secrets: ["averysecretquery", "averysecretheader", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], alerts: alerts,
                service: { _ in [.answer(200, #"{"message":"Workflow was started"}"#)] })
        case .slack:
            ChannelConformance(
                make: { try TestChannels.make(TestChannels.slack($0), liveQR: $1, timeLimit: $2) },
                secrets: ["verysecretpart"], alerts: alerts, service: StrictSlack.answer)
        case .telegram:
            ChannelConformance(
                make: { server, liveQR, timeLimit in
                    // The contact that one of the samples is for.
                    let contact = ChannelContact(id: "shop-centro", to: Secret(StrictTelegram.chat))
                    return try TestChannels.make(
                        TestChannels.telegram(server, contacts: [contact]), liveQR: liveQR, timeLimit: timeLimit)
                },
                secrets: [StrictTelegram.token, "AAverysecrettoken"], alerts: alerts, service: StrictTelegram.answer)
        }
    }
}
