// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
import Synchronization

/// A source of codes that shows what a test puts into it.
package final class ScriptedQR: LiveQRSource {
    private let code: Mutex<LiveQR?>

    /// A source that shows that code for every session.
    package init(_ code: LiveQR? = nil) { self.code = Mutex(code) }

    /// Shows that code from now on.
    package func show(_ code: LiveQR?) { self.code.withLock { $0 = code } }

    package func liveQR(of session: SessionKey) -> LiveQR? { code.withLock { $0 } }
}
