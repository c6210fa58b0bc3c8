// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// One contact: what the deciding code must know of it, and where its channel finds it.
package struct ContactSettings: Hashable, Sendable {
    /// What the deciding code must know.
    package let plan: ContactPlan
    /// Its address at the channel's service, a Telegram chat for example; nil where none is written.
    package let to: Secret?
    /// The language of what it is told about a session, a name of a file of words; nil for English.
    package let locale: String?
}
