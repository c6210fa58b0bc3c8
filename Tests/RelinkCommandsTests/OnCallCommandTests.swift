// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@testable import RelinkCommands

struct OnCallCommandTests {
    private static let body: JSONValue = [
        "reliefs": [
            [
                "id": "QK7M", "away": "chat:ana", "instead": "ops", "until": "2026-01-01T13:00:00Z", "by": "Ben",
                "comment": "on leave",
            ]
        ]
    ]

    @Test func whoIsToldInWhosePlaceIsListed() {
        let text = IncidentText.reliefs(Self.body)
        for word in ["QK7M", "chat:ana", "ops", "2026-01-01T13:00:00Z", "Ben", "on leave"] {
            #expect(text.contains(word))
        }
        #expect(IncidentText.reliefs([:]) == "nobody is told in another one's place\n")
    }

    @Test func incidentsAndTheHandoverNameIt() {
        #expect(IncidentText.incidents(Self.body) == "no open incidents\n\n" + IncidentText.reliefs(Self.body))
        #expect(HandoverCommand.text(Self.body).contains("chat:ana"))
        #expect(IncidentText.incidents([:]) == "no open incidents\n")
    }

    @Test func theForecastSaysInWhosePlace() {
        let text = RoutesCommand.Test.text([["recipient": "ops", "in_place_of": "chat:ana", "when": "at_once"]])
        #expect(text.contains("ops in place of chat:ana"))
    }
}
