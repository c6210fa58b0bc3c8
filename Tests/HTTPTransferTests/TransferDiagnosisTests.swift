// SPDX-License-Identifier: Apache-2.0

import CCurl
import Glibc
import Testing

@testable import HTTPTransfer

struct TransferDiagnosisTests {
    /// What libcurl reports, and what it amounts to.
    struct Row: Sendable, CustomTestStringConvertible {
        let code: CURLcode
        let change: @Sendable (inout TransferDiagnosis) -> Void
        let stage: TransferStage
        let words: String

        init(
            _ code: CURLcode, _ stage: TransferStage, _ words: String,
            _ change: @escaping @Sendable (inout TransferDiagnosis) -> Void = { _ in }
        ) {
            self.code = code
            self.change = change
            self.stage = stage
            self.words = words
        }

        var testDescription: String { "\(code.rawValue) \(words)" }
    }

    private static let rows: [Row] = [
        Row(CURLE_URL_MALFORMAT, .notStarted, "the URL is malformed"),
        Row(CURLE_UNSUPPORTED_PROTOCOL, .notStarted, "the transfer failed (libcurl 1: Unsupported protocol)"),
        Row(CURLE_OUT_OF_MEMORY, .notStarted, "the transfer failed (libcurl 27: Out of memory)"),
        Row(CURLE_SSL_CACERT_BADFILE, .notStarted, "the CA file cannot be read"),
        Row(CURLE_COULDNT_RESOLVE_HOST, .resolving, "name not found"),
        Row(CURLE_COULDNT_CONNECT, .connecting, "connection refused") { $0.systemError = ECONNREFUSED },
        Row(CURLE_COULDNT_CONNECT, .connecting, "host unreachable") { $0.systemError = EHOSTUNREACH },
        Row(CURLE_COULDNT_CONNECT, .connecting, "network unreachable") { $0.systemError = ENETUNREACH },
        Row(CURLE_COULDNT_CONNECT, .connecting, "the host does not answer") { $0.systemError = ETIMEDOUT },
        Row(CURLE_COULDNT_CONNECT, .connecting, "cannot connect"),
        Row(CURLE_COULDNT_CONNECT, .blocked, "the address 0.0.0.0 is not allowed") { $0.blockedAddress = "0.0.0.0" },
        Row(CURLE_ABORTED_BY_CALLBACK, .blocked, "the address ::1 is not allowed") { $0.blockedAddress = "::1" },
        Row(CURLE_OPERATION_TIMEDOUT, .resolving, "the name was not resolved within 5 s"),
        Row(CURLE_OPERATION_TIMEDOUT, .connecting, "no connection within 5 s") { $0.isResolved = true },
        Row(CURLE_OPERATION_TIMEDOUT, .tlsHandshake, "no TLS handshake within 5 s") {
            ($0.isResolved, $0.isConnected, $0.isEncrypted) = (true, true, true)
        },
        Row(CURLE_SSL_CONNECT_ERROR, .tlsHandshake, "TLS handshake failed (is this an https port?)"),
        Row(CURLE_PEER_FAILED_VERIFICATION, .tlsVerification, "certificate expired") { $0.verifyResult = 10 },
        Row(CURLE_PEER_FAILED_VERIFICATION, .tlsVerification, "certificate is self-signed") { $0.verifyResult = 18 },
        Row(CURLE_PEER_FAILED_VERIFICATION, .tlsVerification, "certificate issuer is unknown") { $0.verifyResult = 20 },
        Row(CURLE_PEER_FAILED_VERIFICATION, .tlsVerification, "certificate is for another name"),
        Row(CURLE_PEER_FAILED_VERIFICATION, .tlsVerification, "certificate is not valid yet (is the clock right?)") {
            $0.verifyResult = 9
        },
        Row(CURLE_PEER_FAILED_VERIFICATION, .tlsVerification, "certificate not accepted (OpenSSL 23)") {
            $0.verifyResult = 23
        },
        Row(CURLE_SEND_ERROR, .sending, "the connection broke") { $0.requestBytes = 1 },
        Row(CURLE_OPERATION_TIMEDOUT, .sending, "the request could not be sent within 15 s") {
            ($0.requestBytes, $0.isBodySent) = (1, false)
        },
        Row(CURLE_OPERATION_TIMEDOUT, .waiting, "no answer within 15 s") { $0.requestBytes = 1 },
        Row(CURLE_OPERATION_TIMEDOUT, .waiting, "no answer within 15 s") {
            ($0.requestBytes, $0.hasAnswerBytes, $0.status) = (1, true, 100)
        },
        Row(CURLE_OPERATION_TIMEDOUT, .receiving, "the answer did not end within 15 s") {
            ($0.requestBytes, $0.hasAnswerBytes, $0.status) = (1, true, 200)
        },
        Row(CURLE_GOT_NOTHING, .waiting, "the connection was closed without an answer") { $0.requestBytes = 1 },
        Row(CURLE_RECV_ERROR, .waiting, "the connection broke") { $0.requestBytes = 1 },
        Row(CURLE_UNSUPPORTED_PROTOCOL, .waiting, "the answer is not HTTP") { $0.requestBytes = 1 },
        Row(CURLE_WEIRD_SERVER_REPLY, .waiting, "the answer is not HTTP") { $0.requestBytes = 1 },
        Row(CURLE_WRITE_ERROR, .receiving, "the answer's headers have more than 32768 bytes") {
            ($0.requestBytes, $0.isHeaderLimitReached) = (1, true)
        },
    ]

    @Test(arguments: rows)
    func tellsStageAndWords(_ row: Row) {
        var diagnosis = TransferDiagnosis(code: row.code)
        row.change(&diagnosis)
        let error = diagnosis.error
        #expect(error.stage == row.stage)
        #expect(error.words == row.words)
        #expect(error.requestSent == (diagnosis.requestBytes > 0))
        #expect(error.curlCode == Int32(bitPattern: row.code.rawValue))
        #expect(error.status == diagnosis.status)
        #expect(error.description == row.words)
    }
}
