// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

extension WatchEngine {
    package func reliefs() async -> [Relief] {
        let all = drivers.flatMap { $0.reading(\.reliefs) }.map { ($0.id, $0) }
        return Dictionary(all) { first, _ in first }.values.sorted { ($0.until, $0.id) < ($1.until, $1.id) }
    }

    package func relieve(
        _ away: String, by instead: String, until end: Timestamp, madeBy person: String, comment: String
    ) async throws(OperatingError) -> Relief {
        let now = time.now.wall
        guard end > now else { throw .refused("a relief until \(end) would be over already") }
        let (away, instead) = (try recipient(away), try recipient(instead))
        guard away != instead else { throw .refused("\(away) cannot be told in its own place") }
        let present = await reliefs()
        if ReliefBook(present).present(for: instead, at: now) == away {
            throw .refused("\(instead) is away itself, and \(away) is told in its place: end that first")
        }
        let taken = await silences().map(\.id) + present.map { SilenceID($0.id.rawValue) }
        let id = reserveSilence(at: now, taken: Set(taken))
        defer { releaseSilence(id) }
        let relief = Relief(
            id: ReliefID(id.rawValue), of: away, by: instead, until: end, createdAt: now,
            madeBy: SpokenText.clean(person, limit: SpokenText.nameLimit),
            comment: SpokenText.clean(comment, limit: SpokenText.commentLimit))
        try await commit(.relieved(relief), at: drivers.map(\.gateway.id))
        return relief
    }

    package func endRelief(_ id: ReliefID) async throws(OperatingError) -> Relief {
        let keeping = drivers.filter { $0.reading { $0.reliefs.contains { $0.id == id } } }
        guard let relief = await reliefs().first(where: { $0.id == id }) else {
            throw .unknown(
                "no relief has the id \(SpokenText.clean(id.rawValue, limit: 40)); `relink on-call list` lists them")
        }
        try await commit(.reliefEnded(id), at: keeping.map(\.gateway.id))
        return relief
    }

    /// Whom somebody names: a contact by its id, else a channel by its.
    private func recipient(_ name: String) throws(OperatingError) -> Recipient {
        let known = drivers.first?.reading { watch in
            (watch.plan.contacts.map { ($0.id.rawValue, $0.recipient) }
                + watch.plan.channels.map { ($0.id.rawValue, Recipient(channel: $0.id)) })
                .filter { watch.knows($0.1) }
        }
        let names = known ?? []
        if let found = names.first(where: { $0.0 == name || $0.1.description == name }) { return found.1 }
        let all = names.map(\.0).joined(separator: ", ")
        throw .unknown(
            "no contact and no channel that is told of outages is called \(SpokenText.clean(name, limit: 80)); there are: "
                + all)
    }
}
