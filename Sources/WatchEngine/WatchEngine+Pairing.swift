// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

extension WatchEngine {
    package func pairingCode(of key: SessionKey, by person: String) async throws(OperatingError) -> LivePairingCode {
        guard let driver = driver(of: key.gateway), let plan = driver.reading({ $0.plan(of: key.name) }) else {
            throw Self.unknown(key)
        }
        guard reservePairing(key) else { throw Self.refused(key, "one is being asked for at this moment") }
        defer { releasePairing(key) }
        let now = time.now
        if let reason = driver.reading({ $0.refusalToPair(key.name, at: now) }) { throw Self.refused(key, reason) }
        guard let phone = plan.phone, let last4 = plan.accountLast4 else {
            throw Self.refused(key, "its number is not known")
        }
        let person = SpokenText.clean(person, limit: SpokenText.nameLimit)
        try await commit(.pairingWanted(session: key.name, by: person), at: key.gateway)
        switch await driver.gateway.pairingCode(key.name, for: phone) {
        case .code(let code):
            driver.post(.input(.pairingShown(session: key.name)))
            return LivePairingCode(code: code, last4: last4, expiresAt: time.now.wall + PairingCode.life)
        case .unsupported: throw Self.refused(key, "this version of gateway \(key.gateway) gives none")
        case .unknownSession: throw Self.refused(key, "gateway \(key.gateway) does not run it")
        case .failed(let words): throw Self.refused(key, words)
        }
    }

    private static func refused(_ key: SessionKey, _ words: String) -> OperatingError {
        .refused("no pairing code for \(SpokenText.clean(key.description, limit: 160)): \(words)")
    }
}
