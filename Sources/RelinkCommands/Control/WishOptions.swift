// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import WatchEngine

/// What is said of every wish that holds for a while: how long, why, and who wants it.
struct WishOptions: ParsableArguments {
    @Option(name: .customLong("for"), help: "How long: 30m, 2h, 1d.") var length: String?
    @Option(help: "Until when: 18:30, Sun 18:30, 2026-01-02T03:04:05Z.") var until: String?
    @Option(help: "Why; whoever takes over reads it.") var comment = ""
    @Option(help: "Who says so; whoever is logged in when left out.") var by: String?

    func validate() throws {
        guard (length == nil) != (until == nil) else { throw ValidationError("Say either --for or --until.") }
        if let length, DurationText.parse(length) == nil { throw ValidationError("--for takes 30m, 2h, 1d") }
    }

    /// The wish with what is said here, as the API takes it.
    ///
    /// - Parameter timeZone: the one that times of day are in.
    func asked(_ wish: JSONObject, timeZone: String, now: Timestamp = SystemTimeSource().now.wall) throws -> JSONValue {
        guard let end = TimeText(timeZone: timeZone, now: now).instant(length ?? until ?? "") else {
            throw ValidationError("--until takes 18:30, Sun 18:30 or 2026-01-02T03:04:05Z")
        }
        var wish = wish
        wish["until"] = .string(end.description)
        wish["comment"] = .string(comment)
        wish["by"] = .string(by ?? IncidentAsking.person)
        return .object(wish)
    }
}
