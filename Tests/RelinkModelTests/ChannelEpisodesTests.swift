// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct ChannelEpisodesTests {
    private func at(_ seconds: Int64) -> BootTime { BootTime(milliseconds: 1_000_000 + seconds * 1000) }

    private func trouble(_ seconds: Int64, isRefused: Bool = true) -> ChannelTrouble {
        ChannelTrouble(since: at(seconds), isRefused: isRefused, reason: "HTTP 401")
    }

    @Test func anEpisodeIsToldOnceAndItsEndOnce() {
        var episodes = ChannelEpisodes()
        episodes.note("ops", trouble(0))
        #expect(episodes.nextDeadline == at(0))
        #expect(episodes.takeDue(at: at(0)).map(\.isFailing) == [true])
        episodes.note("ops", trouble(300))
        #expect(episodes.nextDeadline == nil)
        episodes.note("ops", nil)
        let news = episodes.takeDue(at: at(400))
        #expect(news == [.init(channel: "ops", isFailing: false, since: at(0), reason: "HTTP 401")])
        #expect(episodes.takeDue(at: at(500)).isEmpty)
    }

    @Test func whatIsOverBeforeItIsToldIsNotTold() {
        var episodes = ChannelEpisodes()
        episodes.note("ops", trouble(0, isRefused: false))
        #expect(episodes.takeDue(at: at(59)).isEmpty)
        #expect(episodes.nextDeadline == at(60))
        episodes.note("ops", nil)
        #expect(episodes.nextDeadline == nil)
        #expect(episodes.takeDue(at: at(60)).isEmpty)
    }

    @Test func anEpisodeThatWasToldGoesOnAndEndsForThoseWhoHeard() {
        var episodes = ChannelEpisodes()
        let since = Moment(wall: Timestamp(milliseconds: 0), boot: at(-500))
        episodes.resume("ops", since: since, told: [Recipient(channel: "mail")])
        episodes.note("ops", trouble(0))
        #expect(episodes.nextDeadline == nil)
        episodes.note("ops", nil)
        let news = episodes.takeDue(at: at(10))
        #expect(news.map(\.told) == [[Recipient(channel: "mail")]])
        #expect(news.map(\.since) == [at(-500)])
    }

    @Test func manyChannelsAreToldOfAtTheirPace() {
        var episodes = ChannelEpisodes()
        for name in ["a", "b", "c"] { episodes.note(ChannelID(name), trouble(0)) }
        #expect(episodes.takeDue(at: at(1)).map(\.channel) == ["a"])
        #expect(episodes.nextDeadline == at(601))
        episodes.note("b", nil)
        #expect(episodes.takeDue(at: at(601)).map(\.channel) == ["c"])
    }
}
