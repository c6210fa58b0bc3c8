// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// The log of `relink run`: a readable line for each entry on a terminal, a JSON object otherwise.
struct ConsoleLog: EventLog {
    private let console: Console
    private let isReadable: Bool
    private let clock: @Sendable () -> Timestamp

    /// - Parameter isReadable: nil to let the console decide.
    init(_ console: Console = .output, isReadable: Bool? = nil, clock: @escaping @Sendable () -> Timestamp) {
        self.console = console
        self.isReadable = isReadable ?? console.isTerminal
        self.clock = clock
    }

    func write(_ entry: LogEntry) {
        console.write((isReadable ? line(entry) : json(entry)) + "\n")
    }

    private func line(_ entry: LogEntry) -> String {
        let time = clock().description.dropFirst(11).dropLast()
        let text = "\(time)  \(PrintableText.of(entry.sentence))"
        guard console.isColoured else { return text }
        return switch entry.level {
        case .error: "\u{1B}[31m\(text)\u{1B}[0m"
        case .warning: "\u{1B}[33m\(text)\u{1B}[0m"
        case .debug: "\u{1B}[2m\(text)\u{1B}[0m"
        case .info: text
        }
    }

    private func json(_ entry: LogEntry) -> String {
        var object: JSONObject = [
            "time": .string(clock().description), "level": .string(entry.level.rawValue),
            "event": .string(entry.name), "message": .string(entry.sentence),
        ]
        for field in entry.fields { object[field.name] = .string(field.value) }
        return JSONText.serialize(.object(object))
    }
}
