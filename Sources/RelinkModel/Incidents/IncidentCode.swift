// SPDX-License-Identifier: Apache-2.0

/// The four characters by which people name an incident, printed as `#K7Q2`.
enum IncidentCode {
    /// No 0, 1, I, L, O, U: nothing that is misread aloud or spells a word.
    private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// The code of that incident, derived from its id so that it needs no store.
    static func of(_ incident: IncidentID) -> String {
        var rest = StableHash.of(incident.rawValue)
        var code = ""
        for _ in 0..<4 {
            code.append(alphabet[Int(rest % UInt64(alphabet.count))])
            rest /= UInt64(alphabet.count)
        }
        return code
    }
}
