// SPDX-License-Identifier: Apache-2.0

/// How a request ended.
package typealias TransferOutcome = Result<HTTPResponse, TransferError>
