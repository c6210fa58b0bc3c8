// SPDX-License-Identifier: Apache-2.0

/// Which account a session is linked to, and whether it is the one that it should have: whoever gets hold of a code can
/// link a phone of their own.
///
/// The right account is the one in the configuration, else the last one that was seen. It is read whenever the session
/// was not seen connected for a while, and where it was seen down, once more a minute later: gateways keep the account of
/// the last login until the next one is complete (pedroslopez/whatsapp-web.js 1.34.6, src/Client.js: `info` is set on
/// `ready`, and never cleared).
struct AccountPin: Sendable {
    /// What was read last.
    enum Finding: Equatable, Sendable {
        /// Nothing, since it came up.
        case unread
        /// The account that it should have.
        case right(AccountNumber)
        /// Another one; nil where it was read before a restart.
        case wrong(AccountNumber?)
        /// The gateway does not say.
        case unreadable
    }

    /// From the first reading to the second.
    static let recheck: Duration = .seconds(60)
    /// A session that was not seen for that long is read again: it may have been linked anew meanwhile.
    static let unseen: Duration = .seconds(60)
    /// Before another try, when one failed; after the last one it counts as unreadable.
    private static let pauses: [Duration] = [.seconds(3), .seconds(6)]
    /// Before an account that could not be read is tried again.
    private static let rest: Duration = .minutes(10)

    private(set) var finding = Finding.unread
    private(set) var record: AccountRecord?
    private let pinned: AccountNumber?
    private var due: BootTime?
    private var isReading = false
    private var isLinked = false
    private var tries = 0
    private var readingsLeft = 0
    private var wasLost = false

    /// - Parameters:
    ///   - pinned: the number in the configuration.
    ///   - condition: how the session stood before a restart of Relink.
    init(pinned: AccountNumber?, record: AccountRecord? = nil, resuming condition: SessionCondition? = nil) {
        self.pinned = pinned
        self.record = record
        switch condition {
        case .wrongAccount: finding = .wrong(nil)
        case .accountUnverified: finding = .unreadable
        default: break
        }
    }

    /// The account that it should have; nil while none is known.
    var expected: AccountNumber? {
        if let record, record.acceptedOver == pinned, pinned != nil { return record.number }
        return pinned ?? record?.number
    }

    /// Whether it has to be read before the session counts as back.
    var isPending: Bool { isLinked && finding == .unread && expected != nil }

    /// When to read next; nil while there is no reason to.
    var nextDeadline: BootTime? { isReading ? nil : due }

    /// How a session that is connected stands.
    var condition: SessionCondition {
        switch finding {
        case .wrong: .wrongAccount
        case .unreadable where expected != nil: .accountUnverified
        case .unread, .right, .unreadable: .connected
        }
    }

    /// What a message may say of the account; nil where nothing is known for certain.
    var note: AccountNote? {
        switch finding {
        case .right(let number): AccountNote(last4: number.last4, isExpected: true)
        case .wrong(let number?): AccountNote(last4: number.last4, isExpected: false)
        case .wrong(nil), .unread, .unreadable: nil
        }
    }

    /// The gateway says that the session is connected.
    ///
    /// - Parameter wasSeen: whether it has been seen all the time.
    mutating func linked(wasSeen: Bool, at now: Moment) {
        guard !isLinked || !wasSeen else { return }
        isLinked = true
        // It may have been linked anew while nobody saw it.
        if case .right = finding, !wasSeen { finding = .unread }
        (due, tries, readingsLeft) = (now.boot, 0, wasLost ? 2 : 1)
        wasLost = false
    }

    /// The gateway says that it is not.
    mutating func unlinked() {
        (isLinked, wasLost) = (false, true)
        due = nil
        finding = .unread
    }

    /// Begins to read, if it is to be read now.
    ///
    /// - Returns: whether it is.
    mutating func takeTurn(at now: Moment) -> Bool {
        guard !isReading, let due, due <= now.boot else { return false }
        isReading = true
        return true
    }

    /// Notes what was read.
    mutating func read(_ answer: AccountAnswer, at now: Moment) {
        isReading = false
        guard isLinked, due != nil else { return }
        switch answer {
        case .number(let number): found(number, at: now)
        case .none, .failed: failed(at: now)
        case .unsupported:
            due = nil
            if finding == .unread { finding = .unreadable }
        }
    }

    private mutating func found(_ number: AccountNumber, at now: Moment) {
        tries = 0
        readingsLeft -= 1
        due = readingsLeft > 0 ? now.boot + Self.recheck : nil
        guard number == pinned || number == expected ?? number else { return finding = .wrong(number) }
        finding = .right(number)
        if record?.number != number { record = AccountRecord(number: number) }
    }

    /// What was found before stays: not knowing better is no news.
    private mutating func failed(at now: Moment) {
        guard tries < Self.pauses.count else {
            due = now.boot + Self.rest
            if finding == .unread { finding = .unreadable }
            return
        }
        due = now.boot + Self.pauses[tries]
        tries += 1
    }

    /// A person says that the account it is linked to is the right one.
    ///
    /// - Returns: whether that changes anything.
    mutating func accept() -> Bool {
        guard case .wrong(let number?) = finding else { return false }
        record = AccountRecord(number: number, acceptedOver: pinned)
        finding = .right(number)
        return true
    }
}
