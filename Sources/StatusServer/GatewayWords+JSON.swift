// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

extension GatewayWords {
    /// The words as the gateways of the wwebjs-api family put them, key by key.
    var json: JSONValue {
        ["success": .bool(success), "state": .word(state), "message": .string(message)]
    }
}
