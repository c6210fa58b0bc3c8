// SPDX-License-Identifier: Apache-2.0

/// Why a session is not started automatically as things stand.
enum StartHindrance: Hashable, Sendable {
    case onlyObserving
    case gatewaySettles
    case massOutage
    case wrongAnswers
    case sessionsLost
    case budgetUsedUp(Int)
    case notSeenYet
    case personWasAsked
    case sameFailure(SessionCondition?, Int)
    case nothingToStart(SessionCondition)
    case notAllowed(SessionPlan.AutoStart)

    /// The reason for people, to follow "because".
    var words: String {
        switch self {
        case .onlyObserving: "Relink only observes (actions: observe)"
        case .gatewaySettles: "the gateway is given time to bring it back itself"
        case .massOutage: "so many sessions went down together that a start would not help"
        case .wrongAnswers: "the gateway answers in a way that Relink does not understand"
        case .sessionsLost: "most sessions are gone from the gateway's list, and a start would begin an empty one"
        case .budgetUsedUp(let attempts): "all \(attempts) attempts of this outage are used"
        case .notSeenYet: "the gateway has not answered for it yet"
        case .personWasAsked: "a person was asked to scan, and a start would throw the code away"
        case .sameFailure(let reason, let count):
            "it failed in the same way after each of the last \(count) starts\(reason.map { " (\($0))" } ?? "")"
        case .nothingToStart(let condition): "a start does not help a session that is \(condition)"
        case .notAllowed(.off): "auto_start is off"
        case .notAllowed(.listed): "it is not listed in the configuration (auto_start: listed)"
        case .notAllowed(.known): "it was never seen connected (auto_start: known)"
        }
    }
}
