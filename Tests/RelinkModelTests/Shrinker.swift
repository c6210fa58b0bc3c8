// SPDX-License-Identifier: Apache-2.0

/// Shortens a script that breaks a rule to one in which every step matters (delta debugging).
enum Shrinker {
    /// The shortest script found that still fails.
    ///
    /// - Parameter budget: the most replays made for it.
    static func shrink<Step>(_ script: [Step], budget: Int = 150, fails: ([Step]) -> Bool) -> [Step] {
        var script = script
        var size = max(1, script.count / 2)
        var left = budget
        while left > 0 {
            var start = 0
            var isShorter = false
            while start < script.count, left > 0 {
                var candidate = script
                candidate.removeSubrange(start..<min(start + size, script.count))
                left -= 1
                if fails(candidate) {
                    script = candidate
                    isShorter = true
                } else {
                    start += size
                }
            }
            if size == 1, !isShorter { break }
            size = max(1, size / 2)
        }
        return script
    }
}
