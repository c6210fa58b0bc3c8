// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
private import Synchronization

/// The QR codes that sessions show now: in memory only, never stored, never logged.
package final class QRVault: LiveQRSource {
    private struct Entry {
        let code: LiveQR
        let dies: BootTime
    }

    private let time: any TimeSource
    private let entries = Mutex<[SessionKey: Entry]>([:])

    /// An empty vault.
    package init(time: any TimeSource) { self.time = time }

    /// The session's current code; nil when it shows none or the last one is dead.
    package func liveQR(of session: SessionKey) -> LiveQR? {
        let now = time.now.boot
        return entries.withLock { entries in
            guard let entry = entries[session] else { return nil }
            guard entry.dies > now else {
                entries[session] = nil
                return nil
            }
            return entry.code
        }
    }

    /// Keeps a code instead of the one before. Its life is measured by the boot clock from its first sight on, so that
    /// a jump of the wall clock cannot stretch it.
    func keep(_ code: LiveQR, of session: SessionKey) {
        let now = time.now
        let entry = Entry(code: code, dies: now.boot + (code.expiresAt - now.wall))
        entries.withLock { entries in
            if entries[session]?.code.id != code.id { entries[session] = entry }
        }
    }

    /// Forgets the session's code.
    func drop(_ session: SessionKey) {
        entries.withLock { $0[session] = nil }
    }
}
