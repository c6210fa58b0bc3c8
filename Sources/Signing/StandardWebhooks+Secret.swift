// SPDX-License-Identifier: Apache-2.0

extension StandardWebhooks {
    /// A symmetric signing secret. Prints as `whsec_***` wherever it is printed.
    package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
        private let key: [UInt8]

        /// Reads `whsec_` and the base 64 of 24 to 64 bytes, and nothing else.
        package init(parsing text: String) throws(SigningError) {
            let prefix = "whsec_"
            guard text.hasPrefix(prefix) else { throw .missingPrefix }
            guard let key = Base64.decode(String(text.dropFirst(prefix.count))) else { throw .notBase64 }
            guard 24...64 ~= key.count else { throw .wrongLength(bytes: key.count) }
            self.key = key
        }

        /// The signature `v1,<base64>` of one attempt; parameters as for `headers(id:timestamp:body:secrets:)`.
        ///
        /// Throws for an id with a `.` or anything else that would let id and time be split elsewhere.
        package func sign(id: String, timestamp: Int64, body: [UInt8]) throws(SigningError) -> String {
            guard !id.isEmpty, id.utf8.allSatisfy(Self.isAccepted) else { throw .badMessageID }
            let message = Array("\(id).\(timestamp).".utf8) + body
            return "v1," + Base64.encode(MessageAuthentication.sha256(message, key: key))
        }

        package var description: String { "whsec_***" }
        package var debugDescription: String { description }
        package var customMirror: Mirror { Mirror(self, children: []) }

        private static func isAccepted(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: ":"),  // 0-9 and :
                UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default:
                false
            }
        }
    }
}
