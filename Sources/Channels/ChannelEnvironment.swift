// SPDX-License-Identifier: Apache-2.0

package import HTTPTransfer
package import RelinkModel

/// What all channels of a watcher share.
package struct ChannelEnvironment: Sendable {
    /// Sends everything; its User-Agent is what receivers see.
    let client: TransferClient
    /// Where an attempt finds the code that a session shows at that moment.
    let liveQR: any LiveQRSource
    /// How times are told.
    let clock: LocalClock
    /// Templates by path that take the place of the bundled ones (`templates_dir`).
    let templates: [String: String]
    /// From the start to the end of an attempt.
    let timeLimit: Duration

    /// An environment of those parts. An attempt takes 15 s at most unless told otherwise.
    package init(
        client: TransferClient, liveQR: any LiveQRSource, clock: LocalClock = .utc, templates: [String: String] = [:],
        timeLimit: Duration = .seconds(15)
    ) {
        self.client = client
        self.liveQR = liveQR
        self.clock = clock
        self.templates = templates
        self.timeLimit = timeLimit
    }
}
