// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Statements that delete at most 500 rows each and are repeated until nothing is left.
enum Pruning {
    /// What forgets all that is beyond the bounds, in this order.
    static func writes(_ bounds: StoreBounds) -> [RowWrite] {
        [
            RowWrite(history, [bounds.historyBefore.milliseconds]),
            RowWrite(incidents, [bounds.historyBefore.milliseconds]),
            RowWrite(groups, [bounds.historyBefore.milliseconds]),
            RowWrite(delivered, [bounds.deliveredBefore.milliseconds]),
            RowWrite(dead, [bounds.deadBefore.milliseconds]),
            RowWrite(replaced, [bounds.replaced]),
            RowWrite(references, []),
        ]
    }

    /// Lines of the history before an instant.
    static let history = """
        DELETE FROM history WHERE id IN (SELECT id FROM history WHERE at < ? LIMIT 500)
        """

    /// Incidents closed before an instant.
    static let incidents = """
        DELETE FROM incident WHERE (gateway, id) IN
            (SELECT gateway, id FROM incident WHERE closed_at IS NOT NULL AND closed_at < ? LIMIT 500)
        """

    /// Groups closed before an instant.
    static let groups = """
        DELETE FROM message_group WHERE (gateway, id) IN
            (SELECT gateway, id FROM message_group WHERE closed_at IS NOT NULL AND closed_at < ? LIMIT 500)
        """

    /// Rows delivered or replaced, decided before an instant, with their attempts and requests.
    static let delivered = """
        DELETE FROM delivery WHERE rowid IN
            (SELECT rowid FROM delivery WHERE state IN ('delivered', 'superseded', 'dead')
                AND state IN ('delivered', 'superseded') AND created_at < ? LIMIT 500)
        """

    /// Rows given up, decided before an instant, with their attempts and requests.
    static let dead = """
        DELETE FROM delivery WHERE rowid IN
            (SELECT rowid FROM delivery WHERE state IN ('delivered', 'superseded', 'dead')
                AND state = 'dead' AND created_at < ? LIMIT 500)
        """

    /// Rows replaced before anybody was told, beyond the newest that many.
    static let replaced = """
        DELETE FROM delivery WHERE rowid IN
            (SELECT rowid FROM delivery WHERE state IN ('delivered', 'superseded', 'dead')
                AND state = 'superseded' ORDER BY created_at DESC LIMIT 500 OFFSET ?)
        """

    /// Messages whose incident is forgotten.
    static let references = """
        DELETE FROM reference WHERE (gateway, incident, recipient) IN
            (SELECT gateway, incident, recipient FROM reference WHERE NOT EXISTS
                (SELECT 1 FROM incident WHERE incident.gateway = reference.gateway AND incident.id = reference.incident)
                LIMIT 500)
        """
}
