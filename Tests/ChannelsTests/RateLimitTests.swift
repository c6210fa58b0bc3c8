// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Channels

struct RateLimitTests {
    private let token = Secret("110201543:example-token")

    @Test func aGroupIsToldLessThanAPerson() {
        let person = TelegramLimits.rates(of: TelegramTarget(token: token, chat: "123456"))
        #expect(person.map(\.burst) == [25, 1])
        for chat in ["-1001234567890", "@example"] {
            let group = TelegramLimits.rates(of: TelegramTarget(token: token, chat: chat))
            #expect(group.map(\.burst) == [25, 1, 5])
            #expect(group.last?.interval == .seconds(4))
        }
    }

    @Test func chatsOfOneBotShareOnlyItsLimit() {
        let first = TelegramLimits.rates(of: TelegramTarget(token: token, chat: "1"))
        let second = TelegramLimits.rates(of: TelegramTarget(token: token, chat: "2"))
        #expect(Set(first).intersection(second).map(\.burst) == [25])
    }

    @Test func noLimitRepeatsASecret() {
        let url = "https://hooks.slack.com/services/T0/B0/example"
        let keys =
            SlackLimits.rates(of: Secret(url)).map(\.key)
            + TelegramLimits.rates(of: TelegramTarget(token: token, chat: "1")).map(\.key)
        for key in keys {
            #expect(!key.contains("example"))
            #expect(!key.contains("110201543"))
        }
    }
}
