// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

struct HeartbeatSettingsTests {
    private func heartbeat(_ text: String) throws -> HeartbeatSettings? {
        try ConfigurationFixture.configuration(ConfigurationFixture.minimal + text).heartbeat
    }

    @Test(arguments: [
        "", "heartbeat: {}\n", "heartbeat: { url: \"\" }\n", "heartbeat: { url: \"${HEART:-}\", kind: kuma }\n",
    ])
    func withoutAnAddressThereIsNone(text: String) throws {
        #expect(try heartbeat(text) == nil)
    }

    @Test func itBeatsOnceAMinuteAsHealthchecksWantsIt() throws {
        let found = try heartbeat("heartbeat: { url: \"https://hc.example.com/ping/change-me\" }\n")
        #expect(
            found
                == HeartbeatSettings(
                    kind: .healthchecks, url: Secret("https://hc.example.com/ping/change-me"), every: .seconds(60)))
    }

    @Test func everythingCanBeSaid() throws {
        let found = try heartbeat("heartbeat: { url: \"http://127.0.0.1/x?y=1\", kind: get, every: 10s }\n")
        #expect(found == HeartbeatSettings(kind: .get, url: Secret("http://127.0.0.1/x?y=1"), every: .seconds(10)))
    }

    @Test func anAddressInTheFileIsASecretThere() {
        let text = ConfigurationFixture.minimal + "heartbeat: { url: \"https://hc.example.com/ping/canary-3f9a\" }\n"
        let loaded = ConfigurationFixture.load(text, openToOthers: ["config.yaml"])
        #expect(loaded.problems.map(\.severity) == [.warning])
        #expect(loaded.problems.allSatisfy { !$0.description.contains("canary") })
    }

    @Test func markedChannelsAreMeta() throws {
        let text = ConfigurationFixture.minimal.replacing("/x\" }", with: "/x\", meta: true }")
        #expect(try ConfigurationFixture.configuration(text).channels.map(\.plan.isMeta) == [true])
        #expect(
            try ConfigurationFixture.configuration(ConfigurationFixture.minimal).channels.map(\.plan.isMeta) == [false])
    }
}
