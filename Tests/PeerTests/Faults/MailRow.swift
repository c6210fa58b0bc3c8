// SPDX-License-Identifier: Apache-2.0

/// Row 23 is about mail servers that defer, refuse and hang, and about line ends in what mails carry.
struct MailRow: FaultRow {
    let number = 23
    let fault = "mail server defers, refuses, hangs; line ends in every field"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        throw CannotRunHere(reason: "there is no mail channel yet")
    }
}
