// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A process of ours, with its output in a file. Whoever starts one ends it.
struct ChildProcess: Sendable {
    let pid: pid_t
    private let name: String
    private let output: String

    /// Starts a program.
    ///
    /// - Parameter output: the file that both of its output streams go to.
    init(_ program: String, _ arguments: [String], output: String) throws(BenchError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of the concurrency pool block all signals; a child that inherited that would not end by SIGTERM.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var pid: pid_t = 0
        let code = posix_spawn(&pid, program, &actions, &attributes, words, environ)
        guard code == 0 else { throw .system(call: "posix_spawn", code: code) }
        self.pid = pid
        self.output = output
        name = ([program.split(separator: "/").last.map { String($0) } ?? program] + arguments.prefix(1))
            .joined(separator: " ")
    }

    /// What it wrote so far, at most 64 KiB.
    var written: String { SmallFile.text(output) }

    /// The error of a process that did not do what it was started for.
    var failure: BenchError {
        .process(name, output: written.split(separator: "\n").suffix(5).joined(separator: "\n"))
    }

    /// Stops it where it is, until ``resume()``.
    func pause() { kill(pid, SIGSTOP) }

    /// Lets it go on.
    func resume() { kill(pid, SIGCONT) }

    /// Waits for its own end. Throws when that does not come in time, or is a failure.
    func finish(within limit: Duration) async throws(BenchError) {
        guard let status = await end(within: limit), status == 0 else { throw failure }
    }

    /// Ends it, by force if it takes longer than 15 seconds; does nothing when it has ended.
    func stop() async {
        // Once waited for, the number may be another process's.
        guard await end(within: .zero) == nil else { return }
        kill(pid, SIGCONT)
        kill(pid, SIGTERM)
        guard await end(within: .seconds(15)) == nil else { return }
        kill(pid, SIGKILL)
        _ = await end(within: .seconds(5))
    }

    private func end(within limit: Duration) async -> Int32? {
        var status: Int32 = 0
        let deadline = ContinuousClock.now + limit
        while waitpid(pid, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline else { return nil }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return status
    }
}
