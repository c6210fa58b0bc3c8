// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import RelinkCommands

/// The executable: everything it does is in RelinkCommands, where tests reach it.
@main
struct EntryPoint {
    static func main() async {
        await Relink.main()
    }
}
