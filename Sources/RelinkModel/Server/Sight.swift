// SPDX-License-Identifier: Apache-2.0

/// What is seen of all gateways together.
package enum Sight: Hashable, Sendable {
    /// Not every gateway was asked yet, and none answered.
    case unknown
    /// What is lost is lost by itself.
    case clear
    /// Every gateway was lost at once, as far as there is none that is seen: the network of this machine is the likelier
    /// reason.
    case blind(Blindness)

    /// The blindness; nil while there is none.
    var blindness: Blindness? { if case .blind(let blindness) = self { blindness } else { nil } }
}
