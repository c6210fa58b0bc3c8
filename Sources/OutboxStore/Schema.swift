// SPDX-License-Identifier: Apache-2.0

/// The tables. Instants are milliseconds since 1970; texts are escaped by ``StoredText`` or are JSON.
///
/// Keys begin with the gateway, the unit of ownership. `subject`, `lane` and `recipient` are lists of JSON
/// (``KeyText``). An index with a WHERE clause serves only statements that repeat the clause word by word.
enum Schema {
    /// Version 4: who is told in whose place.
    static let reliefs = """
        CREATE TABLE relief(
            gateway TEXT NOT NULL,
            id TEXT NOT NULL,
            facts TEXT NOT NULL,
            PRIMARY KEY(gateway, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// Version 3: whether a channel's fallback was told in its place.
    static let standIn = "ALTER TABLE delivery ADD COLUMN stand_in TEXT NOT NULL DEFAULT 'none'"

    /// Version 2: what people do about incidents, groups of incidents, silences.
    static let second = """
        ALTER TABLE incident ADD COLUMN care TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE session ADD COLUMN care TEXT;

        CREATE TABLE message_group(
            gateway TEXT NOT NULL,
            id TEXT NOT NULL,
            closed_at INTEGER,
            facts TEXT NOT NULL,
            PRIMARY KEY(gateway, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX message_group_open ON message_group(gateway) WHERE closed_at IS NULL;
        CREATE INDEX message_group_closed ON message_group(closed_at) WHERE closed_at IS NOT NULL;

        CREATE TABLE silence(
            gateway TEXT NOT NULL,
            id TEXT NOT NULL,
            facts TEXT NOT NULL,
            PRIMARY KEY(gateway, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// Version 1.
    static let first = """
        CREATE TABLE meta(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE gateway(
            id TEXT NOT NULL PRIMARY KEY,
            incidents INTEGER NOT NULL,
            transitions INTEGER NOT NULL,
            unreachable_since INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE session(
            gateway TEXT NOT NULL,
            name TEXT NOT NULL,
            observed_state TEXT NOT NULL,
            observed_detail TEXT NOT NULL,
            observed_since INTEGER NOT NULL,
            confirmed_state TEXT,
            confirmed_detail TEXT,
            confirmed_since INTEGER NOT NULL,
            run_since INTEGER,
            ever_connected INTEGER NOT NULL,
            is_listed INTEGER NOT NULL,
            PRIMARY KEY(gateway, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE incident(
            gateway TEXT NOT NULL,
            id TEXT NOT NULL,
            code TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            subject TEXT NOT NULL,
            opened_by TEXT NOT NULL,
            state TEXT NOT NULL,
            detail TEXT NOT NULL,
            since INTEGER NOT NULL,
            qr_offered_at INTEGER,
            last_sequence INTEGER NOT NULL,
            start_attempts INTEGER NOT NULL,
            recovered_at INTEGER,
            closed_at INTEGER,
            connected_before INTEGER NOT NULL,
            told TEXT NOT NULL,
            PRIMARY KEY(gateway, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX incident_open ON incident(gateway) WHERE closed_at IS NULL;
        CREATE INDEX incident_closed ON incident(closed_at) WHERE closed_at IS NOT NULL;

        CREATE TABLE history(
            id INTEGER PRIMARY KEY,
            gateway TEXT NOT NULL,
            subject TEXT NOT NULL,
            at INTEGER NOT NULL,
            what TEXT NOT NULL,
            state TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous_state TEXT,
            previous_detail TEXT,
            incident TEXT,
            words TEXT NOT NULL
        ) STRICT;
        CREATE INDEX history_subject ON history(gateway, subject, at);
        CREATE INDEX history_at ON history(at);

        CREATE TABLE delivery(
            gateway TEXT NOT NULL,
            id TEXT NOT NULL,
            lane TEXT NOT NULL,
            position INTEGER NOT NULL,
            state TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            ambiguous_attempts INTEGER NOT NULL,
            is_plain INTEGER NOT NULL,
            note TEXT NOT NULL,
            event TEXT NOT NULL,
            PRIMARY KEY(gateway, id)
        ) STRICT;
        CREATE INDEX delivery_lane ON delivery(gateway, lane, position);
        CREATE INDEX delivery_open ON delivery(gateway, created_at) WHERE state IN ('queued', 'sending');
        CREATE INDEX delivery_ended ON delivery(state, created_at)
            WHERE state IN ('delivered', 'superseded', 'dead');

        CREATE TABLE request(
            gateway TEXT NOT NULL,
            delivery TEXT NOT NULL,
            request TEXT NOT NULL,
            PRIMARY KEY(gateway, delivery),
            FOREIGN KEY(gateway, delivery) REFERENCES delivery(gateway, id)
                ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
        ) STRICT;

        CREATE TABLE attempt(
            gateway TEXT NOT NULL,
            delivery TEXT NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            retry_after INTEGER,
            reason TEXT NOT NULL,
            is_ambiguous INTEGER NOT NULL,
            status INTEGER NOT NULL,
            words TEXT NOT NULL,
            took INTEGER NOT NULL,
            PRIMARY KEY(gateway, delivery, number),
            FOREIGN KEY(gateway, delivery) REFERENCES delivery(gateway, id)
                ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE reference(
            gateway TEXT NOT NULL,
            incident TEXT NOT NULL,
            recipient TEXT NOT NULL,
            reference TEXT NOT NULL,
            PRIMARY KEY(gateway, incident, recipient)
        ) STRICT, WITHOUT ROWID;
        """
}
