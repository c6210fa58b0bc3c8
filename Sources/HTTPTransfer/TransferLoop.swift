// SPDX-License-Identifier: Apache-2.0

import CCurl
import Glibc
import Synchronization

/// The thread that owns a libcurl multi handle, and the inbox other threads reach it by.
///
/// `@unchecked Sendable` for the multi handle alone. The rule: every libcurl call with it happens on the loop's thread,
/// except `curl_multi_wakeup`, which libcurl allows from any thread; that one happens under the inbox lock while the
/// inbox is open, and the handle is freed after the inbox was closed under the same lock.
final class TransferLoop: @unchecked Sendable {
    private struct Inbox {
        var commands: [TransferCommand] = []
        var isSignalled = false
        var isOpen = false
    }

    private let inbox = Mutex(Inbox())
    private let turned = Atomic(0)
    private let multi: UnsafeMutableRawPointer?
    private let settings: TransferSettings
    private let name: String

    /// Starts the thread. Where libcurl or the thread cannot be had, the loop is shut down from the start.
    init(name: String, settings: TransferSettings) {
        self.name = name
        self.settings = settings
        multi = CurlLibrary.isReady ? curl_multi_init() : nil
        guard let multi else { return }
        inbox.withLock { $0.isOpen = true }
        let retained = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, retained.toOpaque())
        guard status == 0 else {
            inbox.withLock { $0.isOpen = false }
            curl_multi_cleanup(multi)
            retained.release()
            return
        }
        pthread_detach(thread)
    }

    /// Hands a command to the loop. False when it is shut down; the command is dropped then.
    func push(_ command: TransferCommand) -> Bool {
        inbox.withLock { inbox in
            guard inbox.isOpen else { return false }
            inbox.commands.append(command)
            wake(&inbox)
            return true
        }
    }

    /// How often the loop has turned. Any thread may ask, and nothing waits.
    var turns: Int { turned.load(ordering: .relaxed) }

    /// Makes the loop turn once more.
    func knock() {
        inbox.withLock { inbox in
            if inbox.isOpen { wake(&inbox) }
        }
    }

    /// Closes the inbox; the thread ends what it has and stops.
    func shutdown() {
        inbox.withLock { inbox in
            guard inbox.isOpen else { return }
            wake(&inbox)
            inbox.isOpen = false
        }
    }

    private func wake(_ inbox: inout Inbox) {
        guard !inbox.isSignalled, let multi else { return }
        inbox.isSignalled = true
        curl_multi_wakeup(multi)
    }

    // MARK: - On the thread

    private func run() {
        guard let multi else { return }
        ccurl_name_thread(name)
        let engine = TransferEngine(multi: multi, settings: settings)
        var isOpen = true
        while isOpen {
            turned.add(1, ordering: .relaxed)
            let commands = inbox.withLock { inbox in
                isOpen = inbox.isOpen
                inbox.isSignalled = false
                defer { inbox.commands = [] }
                return inbox.commands
            }
            for command in commands { engine.apply(command) }
            if isOpen { engine.turn() }
        }
        engine.finish()
        curl_multi_cleanup(multi)
    }
}
