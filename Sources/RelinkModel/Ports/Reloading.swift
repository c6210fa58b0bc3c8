// SPDX-License-Identifier: Apache-2.0

/// Takes a changed configuration into use while the watcher runs.
package protocol Reloading: Sendable {
    /// Reads the configuration anew. One with mistakes changes nothing: what runs goes on as it is.
    ///
    /// - Parameter isDry: only tells what would be different.
    func reload(isDry: Bool) async -> ReloadReport

    /// Why the configuration that stands in the file is not the one that runs; nil when it is.
    var rejection: ReloadReport? { get }
}
