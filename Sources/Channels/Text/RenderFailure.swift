// SPDX-License-Identifier: Apache-2.0

/// Why a template gave no text.
struct RenderFailure: Error, Hashable {
    /// One line for the log.
    let reason: String
}
