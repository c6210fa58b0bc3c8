// SPDX-License-Identifier: Apache-2.0

/// What the configuration says of a session, or what discovery fills in for one.
package struct SessionPlan: Hashable, Sendable {
    /// Whether the session should be running (`expect:`).
    package enum Expectation: String, Sendable, CaseIterable {
        /// Alert when it is stopped, but do not start it.
        case auto
        /// Alert when it is stopped, and start it.
        case running
        /// Being stopped is right.
        case stopped
    }

    /// Whether it may be started automatically (`auto_start:`).
    package enum AutoStart: String, Sendable, CaseIterable {
        /// When it stands in the configuration.
        case listed
        /// When this store has seen it connected.
        case known
        /// Never.
        case off
    }

    /// The session's name at the gateway.
    package let name: String
    /// What people call it; the name where nothing else is configured.
    package let title: String
    /// The number it should be linked to, `+` and digits.
    package let phone: String?
    /// Where the phone lies, for the person sent to it.
    package let phoneHint: String
    /// The contact who holds the phone.
    package let holder: ContactID?
    /// For routes and reports.
    package let labels: [String: String]
    /// Whether it should be running.
    package let expectation: Expectation
    /// Whether it may be started automatically.
    package let autoStart: AutoStart
    /// Whether it stands in the configuration, rather than being discovered.
    package let isListed: Bool

    /// A session of those properties.
    package init(
        name: String, title: String? = nil, phone: String? = nil, phoneHint: String = "", holder: ContactID? = nil,
        labels: [String: String] = [:], expectation: Expectation = .auto, autoStart: AutoStart = .listed,
        isListed: Bool = true
    ) {
        self.name = name
        self.title = title ?? name
        self.phone = phone
        self.phoneHint = phoneHint
        self.holder = holder
        self.labels = labels
        self.expectation = expectation
        self.autoStart = autoStart
        self.isListed = isListed
    }

    /// Whether being in that condition is right.
    package func expects(_ condition: SessionCondition) -> Bool {
        expectation == .stopped && (condition.state == .stopped || condition.state == .notFound)
    }

    /// The same with another expectation.
    func expecting(_ expectation: Expectation) -> SessionPlan {
        SessionPlan(
            name: name, title: title, phone: phone, phoneHint: phoneHint, holder: holder, labels: labels,
            expectation: expectation, autoStart: autoStart, isListed: isListed)
    }

    /// The account that the session should be linked to; nil where none is configured.
    package var account: AccountNumber? { phone.flatMap { AccountNumber($0) } }

    /// The last four digits of the number, nil where none is configured.
    package var accountLast4: String? {
        guard let phone else { return nil }
        let digits = phone.filter(\.isNumber)
        return digits.count >= 4 ? String(digits.suffix(4)) : nil
    }
}
