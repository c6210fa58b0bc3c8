// SPDX-License-Identifier: Apache-2.0

extension SessionExplainer {
    /// To which account the session is linked, where that is known or being found out.
    var account: [Explanation.Line] {
        let account = track.account.status
        guard track.said == .connected else { return [] }
        let right = account.expectedLast4.map { "the number ending \($0)" }
        switch account.standing {
        case .expected:
            return [.init(.state, "It is linked to the number ending \(account.last4 ?? ""), as expected.")]
        case .wrong:
            let linked = account.last4.map { "the number ending \($0)" } ?? "another number"
            return [
                .init(
                    .state,
                    "It is linked to \(linked)\(right.map { " and should be to \($0)" } ?? ""): `relink account accept "
                        + "\(watch.plan.id)/\(name)` takes it for the right one.")
            ]
        case .unverified:
            guard let right else { return [] }
            return [.init(.state, "Which number it is linked to could not be read; it should be \(right).")]
        case .unread:
            guard track.account.isPending, track.isSoft else { return [] }
            return [.init(.state, "Which number it is linked to is read before it counts as connected again.")]
        }
    }
}
