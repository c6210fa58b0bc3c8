// SPDX-License-Identifier: Apache-2.0

extension SessionExplainer {
    /// Whether WhatsApp answers it, where that is asked.
    var life: [Explanation.Line] {
        guard let probe = watch.plan.probe, track.said == .connected else { return [] }
        let at = track.life.nextDeadline.map { now.wall(of: max($0, now.boot)) }
        let next = at.map { ", and is asked again at \($0)" } ?? ""
        guard track.life.isStale else {
            guard isLive, let at else { return [] }
            return [.init(.state, "Whether WhatsApp answers it is asked at \(at) (probe).", at: at)]
        }
        let why = track.life.words.isEmpty ? "" : " (\(track.life.words))"
        let restart = probe.restarts ? "" : "; it is not restarted for that, since probe.remediate is none"
        return [.init(.state, "It says connected, and WhatsApp does not answer it\(why)\(next)\(restart).", at: at)]
    }
}
