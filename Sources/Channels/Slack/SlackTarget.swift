// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What the configuration says of a Slack channel.
package struct SlackTarget: Sendable {
    /// The incoming webhook's URL; whoever has it can post.
    package let url: Secret

    /// The incoming webhook at that URL.
    package init(url: Secret) { self.url = url }
}
