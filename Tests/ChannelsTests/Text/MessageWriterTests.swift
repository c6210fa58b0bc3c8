// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Channels

/// The sentences as people get them; `Rendered/` shows all of them with markup.
struct MessageWriterTests {
    @Test(arguments: [
        (
            "session.opened.scan_qr", QRShowing.picture,
            "🟡 Shop Centro: WhatsApp is disconnected. Customers get no answer since 09:02. Please link it again, it takes a"
                + " minute. Phone: black phone at the till, number ending 0143. Scan the code with that phone: WhatsApp,"
                + " Linked devices, Link a device. When it has expired: relink qr main/shop-07 #K7Q2"
        ),
        (
            "session.opened.scan_qr", .expired,
            "🟡 Shop Centro: WhatsApp is disconnected. Customers get no answer since 09:02. Please link it again, it takes a"
                + " minute. Phone: black phone at the till, number ending 0143. The code has expired. The next one: relink"
                + " qr main/shop-07 #K7Q2"
        ),
        (
            "session.recovered", .nothing,
            "🟢 Shop Centro is connected again. Down 09:02 to 09:11 (9 min), waiting for a person 8 min. Number ending 0143, as"
                + " expected. #K7Q2"
        ),
        (
            "session.recovered.maybe_missed", .nothing,
            "🟢 Shop Centro was down 09:02–09:11 and is connected again. Down for 9 min, waiting for a person 8 min. Number"
                + " ending 0143, as expected. #K7Q2"
        ),
        (
            "session.recovered.after_gap", .nothing,
            "🟢 Shop Centro is connected again. Down between 09:02 and 09:11, at most 9 min, while nobody watched, waiting"
                + " for a person 8 min. Number ending 0143, as expected. #K7Q2"
        ),
        (
            "session.recovered.unverified", .nothing,
            "🟢 Shop Centro is connected again. Down 09:02 to 09:11 (9 min), waiting for a person 8 min. Which number is"
                + " linked could not be read. #K7Q2"
        ),
        (
            "session.wrong_account", .nothing,
            "🟠 Shop Centro: another phone is linked. Linked is the number ending 0199, not the one ending 0143. The outage"
                + " began at 09:02. Please log the session out at the gateway, link the right phone, and find out who scanned"
                + " the code. Phone: black phone at the till, number ending 0143. If the new phone is the right one: relink"
                + " account accept main/shop-07 #K7Q2"
        ),
        (
            "session.opened.detour", .nothing,
            "🔴 [via sample: slack-ops unreachable since 09:06] Shop Centro: WhatsApp has failed. Customers get no answer"
                + " since 09:02. Reason: its browser crashed. Please look at the gateway's log. Session: main/shop-07. #K7Q2"
        ),
        (
            "session.recovered.after_lost", .nothing,
            "🟢 Shop Centro is connected again. Down 09:02 to 09:11 (9 min), waiting for a person 8 min. Number ending 0143, as"
                + " expected. One message before this one could not be delivered. #K7Q2"
        ),
        (
            "session.brief_outage.several", .nothing,
            "🟢 Shop Centro was down 3 times between 09:02 and 09:11 and is connected again. Down for 9 min in all, waiting"
                + " for a person 8 min. Number ending 0143, as expected. #K7Q2"
        ),
        (
            "events_dropped", .nothing,
            "🔴 Shop Centro: 50 changes were not told one by one; now broken. They happened between 09:02 and 09:11. #K7Q2"
        ),
        (
            "watcher.channel_failing", .nothing,
            "🟠 Channel slack-ops does not take my messages. Since 09:02: connection refused. Do: check its address and its"
                + " key. What it misses waits, and is sent once it works again. Its state: relink channels"
        ),
        (
            "server.opened", .nothing,
            "⚫ Gateway main is down: 20 sessions, 18 were connected. No answer since 09:02 (connection refused, 5 tries)."
                + " Do: look at its container, memory and disk. I restart nothing while it is away. #S3M9"
        ),
        (
            "server.recovered", .nothing,
            "🟢 Gateway main is back: 20 sessions, 18 connected, 2 not. Down 09:02 to 09:09 (7 min). #S3M9"
        ),
        (
            "server.misconfigured.key", .nothing,
            "🟠 Gateway main: your API key was refused. Since 09:02. Do: put the right api_key into the configuration and"
                + " reload. Until then I do not see its sessions. #S3M9"
        ),
        (
            "server.recovered.key", .nothing,
            "🟢 Gateway main takes your API key again. It lasted 09:02 to 09:09 (7 min). #S3M9"
        ),
    ])
    func sentencesComeInTheirOrder(name: String, showing: QRShowing, expected: String) throws {
        let sample = try #require(SampleAlerts.all.first { $0.name == name })
        let context = AlertContext(sample.alert, speech: .utc, limits: .generous, showing: showing)
        #expect(PlainText.text(context.message) == expected)
    }

    @Test(arguments: [
        (
            SessionDetail.roundOver,
            "Reason: nobody scanned its codes, and it shows no new one. Please link it again, it takes a minute. Phone: black"
                + " phone at the till, number ending 0143. New codes, with the phone in hand: relink qr main/shop-07 --start"
        ),
        (
            .linkRefused,
            "Reason: a phone scanned the code and was not linked. Please scan once more. If the phone then asks for a"
                + " passkey, a fingerprint or its PIN, confirm there. Phone: black phone at the till, number ending 0143. The"
                + " code to scan: relink qr main/shop-07"
        ),
        (
            .passkeyRequired,
            "Reason: the phone asks for a passkey. Please confirm on the phone, with its passkey, fingerprint or PIN. Phone:"
                + " black phone at the till, number ending 0143. Session: main/shop-07."
        ),
        (
            .neverLinked,
            "Reason: it was never linked here. Please link it, it takes a minute. Phone: black phone at the till, number"
                + " ending 0143. The code to scan: relink qr main/shop-07"
        ),
    ])
    func whatAPersonIsAskedForDependsOnHowFarTheLinkHasCome(detail: SessionDetail, expected: String) {
        let event = SampleAlerts.session(.sessionOpened, SessionCondition(.scanQR, detail))
        let alert = SampleAlerts.make(event: event)
        let text = PlainText.text(AlertContext(alert, speech: .utc, limits: .generous, showing: .nothing).message)
        #expect(text.contains(" \(expected) #K7Q2"))
    }

    @Test func aSessionThatWasNeverLinkedWaitsForItsFirstLink() {
        let event = SampleAlerts.session(.sessionFirstSeen, SessionCondition(.scanQR, .neverLinked))
        let context = AlertContext(
            SampleAlerts.make(event: event), speech: .utc, limits: .generous, showing: .nothing)
        #expect(context.message.headline == "Shop Centro waits for its first link.")
    }

    @Test(arguments: [
        (
            SessionCondition(.unreachable, .refused),
            "Gateway main was down 3 times between 09:02 and 09:11 and is back: 20 sessions, 18 connected, 2 not."
        ),
        (
            SessionCondition(.unreachable, .auth),
            "Gateway main refused your API key 3 times between 09:02 and 09:11, and takes it again."
        ),
        (
            SessionCondition(.unreachable, .unmapped),
            "Gateway main answered otherwise than expected 3 times between 09:02 and 09:11, and answers as expected again."
        ),
        (
            SessionCondition(.notFound, .sessionsLost),
            "Gateway main was without most of its sessions 3 times between 09:02 and 09:11, and lists them again."
        ),
    ])
    func severalOutagesOfAGatewaySayWhatWasWrong(problem: SessionCondition, headline: String) {
        var event = SampleAlerts.server(.serverRecovered, .connected, previous: problem, outage: .minutes(7))
        event.passage.outages = 3
        let context = AlertContext(
            SampleAlerts.make(event: event), speech: .utc, limits: .generous, showing: .nothing)
        #expect(context.message.headline == headline)
    }

    @Test func everyKindAndEveryStateHasAHeadlineOfItsOwn() {
        let headlines = SampleAlerts.all.map { sample in
            AlertContext(sample.alert, speech: .utc, limits: .generous, showing: .nothing).message.headline
        }
        #expect(headlines.allSatisfy { $0.hasSuffix(".") })
        // The samples that differ in their facts only share theirs.
        #expect(Set(headlines).count == 45)
    }

    @Test(arguments: [(0, ""), (1, "One silence is older"), (3, "3 silences are older")])
    func remindersTellOfSilencesThatNobodyRemembers(count: Int, words: String) {
        for kind in [EventKind.sessionReminder, .sessionOpened] {
            var alert = SampleAlerts.alert(kind)
            alert.oldSilences = count
            for showing in [QRShowing.nothing, .withheld] {
                let facts = AlertContext(alert, speech: .utc, limits: .generous, showing: showing).message.facts
                let isTold = kind == .sessionReminder && showing == .nothing && count > 0
                #expect(facts.contains("older than a week") == isTold)
                if isTold { #expect(facts.contains(words)) }
            }
        }
    }

    @Test func theTitleIsTheHeadlineInOneLine() {
        let message = AlertContext(
            SampleAlerts.alert(.sessionOpened), speech: .utc, limits: .generous, showing: .nothing
        )
        .message
        #expect(message.title == "🟡 Shop Centro: WhatsApp is disconnected")
    }
}
