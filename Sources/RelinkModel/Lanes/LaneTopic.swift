// SPDX-License-Identifier: Apache-2.0

/// What a message of a lane tells of: the one thing whose state its receiver knows by it.
///
/// A session's lane and a group's tell of one thing. A gateway can be away, misconfigured, and without its sessions, all at
/// once; Relink itself tells of each channel and of several things more. What is told of one of them neither folds into
/// what is told of another nor takes its place.
enum LaneTopic: Hashable, Sendable {
    /// The session or the group that the lane is about.
    case subject
    /// Whether the gateway answers.
    case reachability
    /// Whether it takes our key and speaks as expected.
    case configuration
    /// Whether its sessions are in its list.
    case list
    /// Whether a channel takes what it is sent.
    case channel(ChannelID?)
    /// Whether any gateway is seen.
    case blindness
    /// Whether the configuration was taken.
    case rejection
    /// That Relink started, or does not work.
    case watcher
}

extension AlertEvent {
    /// What the event is about, within its lane.
    var topic: LaneTopic {
        switch subject {
        case .session, .group: .subject
        case .server:
            // Its end says what was wrong by what was before.
            switch (kind == .serverRecovered ? previous : condition)?.detail {
            case .auth, .unmapped: .configuration
            case .sessionsLost: .list
            default: .reachability
            }
        case .watcher:
            switch kind {
            case .watcherChannelFailing, .watcherChannelRecovered: .channel(passage.channel)
            case .watcherBlind: .blindness
            case .watcherConfigRejected: .rejection
            default: .watcher
            }
        }
    }
}
