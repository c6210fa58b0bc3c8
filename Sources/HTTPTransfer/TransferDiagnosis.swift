// SPDX-License-Identifier: Apache-2.0

import CCurl
import Glibc

/// What is known about a transfer that ended without an answer, and the error it amounts to.
struct TransferDiagnosis {
    var code: CURLcode
    var status = 0
    /// CURLINFO_REQUEST_SIZE: 0 until the first byte of the request left.
    var requestBytes = 0
    var isBodySent = true
    var hasAnswerBytes = false
    var isHeaderLimitReached = false
    var isEncrypted = false
    var isResolved = false
    var isConnected = false
    var isSecured = false
    var systemError: Int32 = 0
    var verifyResult = 0
    var blockedAddress: String?
    var limits = TransferLimits()

    /// The error.
    var error: TransferError {
        TransferError(
            stage: stage, requestSent: requestBytes > 0, curlCode: Int32(bitPattern: code.rawValue), status: status,
            words: words)
    }

    private var stage: TransferStage {
        if requestBytes > 0 {
            if code == CURLE_SEND_ERROR || !isBodySent { return .sending }
            return hasAnswerBytes && status >= 200 || isHeaderLimitReached ? .receiving : .waiting
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .resolving
        case CURLE_COULDNT_CONNECT, CURLE_ABORTED_BY_CALLBACK: return blockedAddress == nil ? .connecting : .blocked
        case CURLE_SSL_CONNECT_ERROR: return .tlsHandshake
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: return .tlsVerification
        case CURLE_OPERATION_TIMEDOUT, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING: return stageReached
        default: return .notStarted
        }
    }

    private var stageReached: TransferStage {
        if !isResolved { return .resolving }
        if !isConnected { return .connecting }
        return isEncrypted && !isSecured ? .tlsHandshake : .sending
    }

    // MARK: - Words

    private var words: String {
        if let blockedAddress, stage == .blocked { return "the address \(blockedAddress) is not allowed" }
        if isHeaderLimitReached { return "the answer's headers have more than \(limits.headerBytes) bytes" }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return "name not found"
        case CURLE_COULDNT_CONNECT: return connectWords
        case CURLE_OPERATION_TIMEDOUT: return timeoutWords
        case CURLE_SSL_CONNECT_ERROR: return "TLS handshake failed (is this an https port?)"
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: return certificateWords
        case CURLE_SSL_CACERT_BADFILE: return "the CA file cannot be read"
        case CURLE_GOT_NOTHING: return "the connection was closed without an answer"
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR: return "the connection broke"
        case CURLE_PARTIAL_FILE, CURLE_OK: return "the answer was cut"
        case CURLE_URL_MALFORMAT: return "the URL is malformed"
        case CURLE_UNSUPPORTED_PROTOCOL where requestBytes > 0, CURLE_WEIRD_SERVER_REPLY:
            return "the answer is not HTTP"
        default: return "the transfer failed (libcurl \(code.rawValue): \(String(cString: curl_easy_strerror(code))))"
        }
    }

    private var connectWords: String {
        switch systemError {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH: "host unreachable"
        case ENETUNREACH: "network unreachable"
        case ETIMEDOUT: "the host does not answer"
        case ECONNRESET: "connection reset"
        case ENOENT: "the socket does not exist"
        case EACCES, EPERM: "connecting is not permitted"
        default: "cannot connect"
        }
    }

    private var timeoutWords: String {
        let connect = Self.seconds(limits.connect)
        let total = Self.seconds(limits.total)
        return switch stage {
        case .resolving: "the name was not resolved within \(connect)"
        case .connecting: "no connection within \(connect)"
        case .tlsHandshake: "no TLS handshake within \(connect)"
        case .sending: "the request could not be sent within \(total)"
        case .receiving: "the answer did not end within \(total)"
        default: "no answer within \(total)"
        }
    }

    /// Codes of OpenSSL's x509_vfy.h; 0 and 1 come with a certificate that is fine but made out to another name.
    private var certificateWords: String {
        switch verifyResult {
        case 0, 1: "certificate is for another name"
        case 9: "certificate is not valid yet (is the clock right?)"
        case 10: "certificate expired"
        case 18, 19: "certificate is self-signed"
        case 2, 20, 21: "certificate issuer is unknown"
        default: "certificate not accepted (OpenSSL \(verifyResult))"
        }
    }

    /// "15 s", or "0.25 s" for what is not whole seconds.
    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.milliseconds
        let isWhole = milliseconds % 1000 == 0
        return isWhole ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
    }
}
