// SPDX-License-Identifier: Apache-2.0

import Testing

/// The real binary against real programs, from outside: only what it prints, sends, answers and leaves on the disk.
///
/// Only with RELINK_PEERS=1, since it takes minutes; `make peers` sets it. One test at a time, so that figures are theirs.
@Suite(.serialized, .enabled(if: PeerSettings.isEnabled))
enum Peers {}
