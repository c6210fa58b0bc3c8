// SPDX-License-Identifier: Apache-2.0

/// Why there is no answer to a request.
///
/// A libcurl code alone says too little: 1 stands for a `file:` URL and for an answer that is not HTTP. So errors are
/// told apart by stage, then by whether the request went out, then by code.
package struct TransferError: Error, Sendable, Hashable {
    /// How far the request came.
    package let stage: TransferStage
    /// Whether bytes of the request left: if so, the peer may have acted on it.
    package let requestSent: Bool
    /// The libcurl code, 0 when none was involved.
    package let curlCode: Int32
    /// The last status seen, such as a 100 before a timeout; 0 when there was none.
    package let status: Int
    /// What happened, for people: "connection refused", "no answer within 15 s".
    package let words: String

    /// Puts an error together.
    package init(
        stage: TransferStage, requestSent: Bool = false, curlCode: Int32 = 0, status: Int = 0, words: String
    ) {
        self.stage = stage
        self.requestSent = requestSent
        self.curlCode = curlCode
        self.status = status
        self.words = words
    }

    /// The caller cancelled a transfer under way. Whether the request had left is not asked then, so `requestSent` says
    /// the worse.
    package static let cancelled = TransferError(stage: .cancelled, requestSent: true, words: "cancelled")

    /// The caller cancelled before the request was handed to libcurl.
    package static let notSent = TransferError(stage: .cancelled, words: "cancelled before it was sent")

    /// The client was shut down before the request was handed to libcurl.
    package static let shutDown = TransferError(stage: .cancelled, words: "the HTTP client is shut down")
}

extension TransferError: CustomStringConvertible {
    /// The words.
    package var description: String { words }
}
