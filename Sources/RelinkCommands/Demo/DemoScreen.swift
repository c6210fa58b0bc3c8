// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import WatchEngine

/// What the demonstration shows: chapters, what the watcher says, and what the receiver got.
struct DemoScreen: EventLog {
    private let log = ConsoleLog(isReadable: true, clock: { SystemTimeSource().now.wall })
    private let console = Console.output

    /// The watcher's own words.
    func write(_ entry: LogEntry) {
        // What was delivered is shown by the receiver itself.
        guard entry.name != "delivery.delivered" else { return }
        log.write(entry)
    }

    /// A new part of the story.
    func chapter(_ title: String) {
        console.write(console.isColoured ? "\n\u{1B}[1m▌ \(title)\u{1B}[0m\n" : "\n▌ \(title)\n")
    }

    /// Plain text.
    func say(_ text: String) {
        console.write(text + "\n")
    }

    /// Whether the code is drawn in colours, so that it scans from a dark terminal as from a light one.
    var codeIsColoured: Bool { console.isColoured }
}
