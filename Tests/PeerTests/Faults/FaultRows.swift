// SPDX-License-Identifier: Apache-2.0

/// The rows of the table.
enum FaultRows {
    /// All of them, the longest first, so that none is left to run alone at the end.
    static let all: [any FaultRow] = [
        MassRow(), FlappingRow(), MailRow(), NameRow(), HostileGatewayRow(), StoreRow(), RedirectRow(), AwayRow(),
        KillRow(), PowerCutRow(), ThrottleRow(),
        CertificateRow(), BehaviourRow.slow,
        BehaviourRow.late,
        BehaviourRow.broken,
        DiskFullRow(), ClockRow(), PauseRow(), ReloadRow(), ReuseRow(), BehaviourRow.floods, BehaviourRow.nonsense,
    ]

    /// Those that this run plays.
    static var chosen: [any FaultRow] {
        all.filter { PeerSettings.faultRows?.contains($0.number) ?? true }
    }
}
