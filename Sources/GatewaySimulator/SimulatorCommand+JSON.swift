// SPDX-License-Identifier: Apache-2.0

import JSONText

extension SimulatorCommand {
    /// The command of that name with those arguments; nil for an unknown name, or an argument missing or wrong.
    init?(verb: Substring, arguments: JSONValue) {
        switch verb {
        case "latency", "key", "proxy", "die", "come_back", "restart":
            self.init(gatewayVerb: verb, arguments: arguments)
        default:
            guard let session = arguments["session"]?.string else { return nil }
            self.init(sessionVerb: verb, session: session, arguments: arguments)
        }
    }

    private init?(gatewayVerb verb: Substring, arguments: JSONValue) {
        switch verb {
        case "latency":
            guard let duration = Self.duration(arguments) else { return nil }
            self = .latency(duration)
        case "key":
            self = .key(arguments["key"]?.string)
        case "proxy":
            guard let pretence = Self.choice(ProxyPretence.self, arguments["answer"]) else { return nil }
            self = .proxy(pretence)
        case "die":
            self = .die(comeBackAfter: Self.duration(arguments))
        case "come_back":
            self = .comeBack
        case "restart":
            guard let duration = Self.duration(arguments) else { return nil }
            self = .restart(downFor: duration)
        default:
            return nil
        }
    }

    private init?(sessionVerb verb: Substring, session: String, arguments: JSONValue) {
        switch verb {
        case "show":
            guard let page = arguments["page"]?.string.flatMap(SimulatedPage.init(word:)) else { return nil }
            self = .show(session: session, page)
        case "stop": self = .stop(session: session)
        case "rotate": self = .rotate(session: session)
        case "freeze": self = .freeze(session: session)
        case "scan": self = .scan(session: session)
        case "phone":
            guard let number = arguments["number"]?.string, (8...15).contains(number.utf8.count),
                number.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
            self = .phone(session: session, number: number)
        case "hang":
            guard let duration = Self.duration(arguments) else { return nil }
            self = .hang(session: session, duration)
        case "deafen":
            guard let isDeaf = arguments["deaf"]?.bool else { return nil }
            self = .deafen(session: session, isDeaf)
        case "fail":
            guard let failure = Self.choice(StartFailure.self, arguments["how"]) else { return nil }
            self = .failStarts(session: session, failure)
        default:
            return nil
        }
    }

    /// `ms` as a duration; nil when absent, negative or beyond a day.
    private static func duration(_ arguments: JSONValue) -> Duration? {
        guard let milliseconds = arguments["ms"]?.integer, (0...86_400_000).contains(milliseconds) else { return nil }
        return .milliseconds(milliseconds)
    }

    /// A word of that type; `.some(nil)` for null or absent, nil for a word it does not have.
    private static func choice<Choice: RawRepresentable>(_: Choice.Type, _ value: JSONValue?) -> Choice??
    where Choice.RawValue == String {
        guard let value, !value.isNull else { return .some(nil) }
        guard let choice = value.string.flatMap(Choice.init(rawValue:)) else { return nil }
        return .some(choice)
    }
}

extension SimulatedPage {
    /// The page of a socket word, or of `loading`, `tab_closed`, `throwing`.
    init?(word: String) {
        switch word {
        case "loading": self = .socket(nil)
        case "tab_closed": self = .tabClosed
        case "throwing": self = .throwing
        default:
            guard let socket = SocketWord(rawValue: word) else { return nil }
            self = .socket(socket)
        }
    }
}
