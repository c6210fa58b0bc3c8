// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What every gateway's adapter must do, whatever it speaks. A test of its own runs each case.
package enum GatewayConformance: CaseIterable, Sendable {
    case pingCountsOnlyWithTheGatewaysOwnBody
    case aRefusedKeyIsNotAnOutage
    case aProxysAnswerIsNeverBelieved
    case hostileBodiesAreNotObserved
    case anEndlessBodyEnds
    case aCutBodyIsNoAnswer
    case aHangingStatusTimesOut
    case aRefusedConnectionIsNamed
    case aRotatedKeyIsFoundAndRemembered
    case aBatchDeliversEachSessionOnce
    case wordsAreCleanAndShort
    case noSecretGetsIntoWords
    case aNameStaysInItsPathSegment
    case aStartLeavesOnce
    case aRedirectTakesNoKeyElsewhere
    case hostilePushesAreNoHints
    case anAccountIsANumberInTheGatewaysOwnBody

    /// Runs the case against a kind of gateway.
    package func check(_ subject: GatewaySubject) async throws {
        switch self {
        case .pingCountsOnlyWithTheGatewaysOwnBody: try await subject.checkPing()
        case .aRefusedKeyIsNotAnOutage: try await subject.checkRefusal()
        case .aProxysAnswerIsNeverBelieved: try await subject.checkProxyAnswers()
        case .hostileBodiesAreNotObserved: try await subject.checkHostileBodies()
        case .anEndlessBodyEnds: try await subject.checkEndlessBody()
        case .aCutBodyIsNoAnswer: try await subject.checkCutBody()
        case .aHangingStatusTimesOut: try await subject.checkHang()
        case .aRefusedConnectionIsNamed: try await subject.checkRefusedConnection()
        case .aRotatedKeyIsFoundAndRemembered: try await subject.checkKeyRotation()
        case .aBatchDeliversEachSessionOnce: try await subject.checkBatch()
        case .wordsAreCleanAndShort: try await subject.checkWords()
        case .noSecretGetsIntoWords: try await subject.checkSecrets()
        case .aNameStaysInItsPathSegment: try await subject.checkNames()
        case .aStartLeavesOnce: try await subject.checkStart()
        case .aRedirectTakesNoKeyElsewhere: try await subject.checkRedirect()
        case .anAccountIsANumberInTheGatewaysOwnBody: try await subject.checkAccount()
        case .hostilePushesAreNoHints: try await subject.checkPushes()
        }
    }
}

/// Records that a case does not hold.
func fail(_ words: String, at place: SourceLocation = #_sourceLocation) {
    Issue.record(Comment(rawValue: words), sourceLocation: place)
}
