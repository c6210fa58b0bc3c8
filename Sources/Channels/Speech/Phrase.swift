// SPDX-License-Identifier: Apache-2.0

/// What can be said in another language: one section of a file of words, and all of them must be there.
enum Phrase: String, CaseIterable, Sendable {
    // What happened.
    case disconnected
    case disconnectedAgain = "disconnected_again"
    case failed
    case failedAgain = "failed_again"
    case stopped
    case stoppedAgain = "stopped_again"
    case missing
    case missingAgain = "missing_again"
    case firstLink = "first_link"
    case notConnected = "not_connected"
    case still
    case foreign
    case nobodyYet = "nobody_yet"
    case delayed
    case back
    case wasDown = "was_down"
    case wasDownOften = "was_down_often"
    case unwatched
    case comesAndGoes = "comes_and_goes"
    case takenOn = "taken_on"
    case givenBack = "given_back"

    // Since when, and how it ended.
    case since
    case sinceGap = "since_gap"
    case down
    case downFor = "down_for"
    case downBetween = "down_between"
    case waited
    case asExpected = "as_expected"
    case unreadNumber = "unread_number"
    case foreignNumber = "foreign_number"
    case missed

    // Who acts, and how.
    case linkAgain = "link_again"
    case linkFirst = "link_first"
    case scanAgain = "scan_again"
    case passkey
    case appeal
    case callOperator = "call_operator"
    case foreignAdvice = "foreign_advice"
    case phone
    case askForCode = "ask_for_code"
    case codeCommand = "code_command"

    // Days, as short as they stand before a time.
    case sunday = "sun"
    case monday = "mon"
    case tuesday = "tue"
    case wednesday = "wed"
    case thursday = "thu"
    case friday = "fri"
    case saturday = "sat"
}
