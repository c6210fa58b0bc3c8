# SPDX-License-Identifier: Apache-2.0
"""Prints the ids of all deliveries in a store, one in each line; ends with 1 where SQLite finds it damaged.

The watcher is not asked: what is in the file is read by another program.
"""

import sqlite3
import sys

store = sqlite3.connect(sys.argv[1])
verdict = store.execute("PRAGMA quick_check(1)").fetchone()[0]
if verdict != "ok":
    sys.exit(verdict)
# A store that was being made knows nothing yet.
if store.execute("SELECT 1 FROM sqlite_schema WHERE name = 'delivery'").fetchone():
    for (delivery,) in store.execute("SELECT id FROM delivery"):
        print(delivery)
