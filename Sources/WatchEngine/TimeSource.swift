// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// Where the engine reads the time and waits for it, so that tests can set both.
package protocol TimeSource: Sendable {
    /// This instant on both clocks.
    var now: Moment { get }

    /// Waits until the boot clock shows that instant; returns sooner only when the task is cancelled.
    func sleep(until deadline: BootTime) async
}
