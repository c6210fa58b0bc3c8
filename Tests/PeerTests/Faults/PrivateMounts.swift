// SPDX-License-Identifier: Apache-2.0

/// A daemon that sees other files than everybody else: a small disk, another resolver, another authority.
///
/// It lives in a mount namespace of its own, which ends with it, so nothing is left mounted whatever becomes of a test.
enum PrivateMounts {
    /// What becomes the daemon after it has mounted things.
    ///
    /// - Parameter script: commands of the shell.
    ///
    /// Throws ``CannotRunHere`` where nobody may have a mount namespace.
    static func wrapper(_ script: String, on stage: Stage) async throws -> [String] {
        var reason = ""
        // Who is not root may mount where it calls itself so.
        for user in [[], ["--user", "--map-root-user"]] {
            let unshare = user + ["--mount", "--propagation", "private"]
            let probe = try await stage.run(unshare + ["/bin/true"], of: "/usr/bin/unshare")
            if probe.status == 0 {
                return ["/usr/bin/unshare"] + unshare + ["/bin/sh", "-c", "set -e\n\(script)\nexec \"$@\"", "sh"]
            }
            reason = probe.errors.split(separator: "\n").first.map(String.init) ?? "unshare ended with \(probe.status)"
        }
        throw CannotRunHere(reason: "no mount namespace (\(reason))")
    }
}
