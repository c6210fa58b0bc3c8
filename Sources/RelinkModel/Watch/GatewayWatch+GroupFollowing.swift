// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Lets a sent message follow its group, where its channel can edit.
    mutating func rememberGroup(_ reference: RemoteReference, of row: Delivery, at now: Moment) {
        let recipient = row.lane.recipient
        guard [.groupOpened, .groupUpdated].contains(row.event.kind), let id = row.event.incident?.id,
            directory.channel(of: recipient)?.canEdit == true, groups[recipient]?.reference.id == id
        else { return }
        groupFollower.add(StoredReference(incident: id, recipient: recipient, reference: reference), at: now)
    }

    /// Edits messages about groups that are not as they say any more.
    mutating func groupEditsDue(at now: Moment) -> Decision {
        var decision = Decision()
        for message in groupFollower.takeDue(at: now) {
            guard plan.mayAct, let group = groups[message.recipient], group.reference.id == message.incident else {
                continue
            }
            let members = group.open.sorted().compactMap { book[.session($0)] }
            let event = describe(
                .groupUpdated, group.reference, sequence: group.sequence, of: members, since: group.since, at: now)
            decision.actions.append(.update(message, event))
        }
        return decision
    }

    /// The last message about a group also stands where the first one did.
    mutating func finishGroup(_ recipient: Recipient, with event: AlertEvent) -> Decision {
        var decision = Decision()
        if let message = groupFollower.finish(recipient), plan.mayAct {
            decision.actions = [.update(message, event)]
        }
        return decision
    }
}
