// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// Who outside is told that Relink works (`heartbeat:`).
package struct HeartbeatSettings: Hashable, Sendable {
    /// The service.
    package let kind: HeartbeatKind
    /// Its address; whoever has it can beat in our place.
    package let url: Secret
    /// From one beat to the next.
    package let every: Duration
}
