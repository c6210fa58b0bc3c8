// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// A duration of whole minutes.
    package static func minutes(_ count: Int64) -> Duration { .seconds(count * 60) }

    /// A duration of whole hours.
    package static func hours(_ count: Int64) -> Duration { .seconds(count * 3600) }

    /// The duration in milliseconds, the fraction dropped.
    package var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// The duration in seconds, the fraction dropped.
    package var wholeSeconds: Int64 { components.seconds }
}
