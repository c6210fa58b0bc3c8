// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
package import Signing

/// Why a channel cannot be set up. Carries no secret.
package enum ChannelSetupError: Error, Equatable, CustomStringConvertible {
    /// Its templates have mistakes.
    case templates(ChannelID, [ChannelProblem])
    /// One of its signing secrets cannot be read.
    case signingSecret(ChannelID, SigningError)
    /// An address is not an http or https URL.
    case address(ChannelID)

    package var description: String {
        switch self {
        case .templates(_, let problems): problems.map(\.description).joined(separator: "\n")
        case .signingSecret(let id, let error): "channel \(id): \(error)"
        case .address(let id): "channel \(id): the URL does not begin with http:// or https://; copy it whole"
        }
    }
}
