// SPDX-License-Identifier: Apache-2.0

/// Why something could not be measured.
enum BenchError: Error, CustomStringConvertible {
    /// The command line makes no sense.
    case usage(String)
    /// A call of the system failed, with that errno.
    case system(call: String, code: Int32)
    /// A process of ours ended, or did not begin to answer in time; the tail of what it wrote.
    case process(String, output: String)
    /// Something that was waited for did not come within its time.
    case late(String)
    /// An answer that should be there, or cannot be read.
    case answer(String)

    var description: String {
        switch self {
        case .usage(let words): "\(words)\n\(BenchOptions.usage)"
        case .system(let call, let code): "\(call) failed, errno \(code)"
        case .process(let name, let output): "\(name) did not work:\n\(output)"
        case .late(let what): "waited in vain for \(what)"
        case .answer(let what): "no usable answer: \(what)"
        }
    }

    /// As in sysexits.h.
    var exitStatus: Int32 {
        if case .usage = self { 64 } else { 70 }
    }
}
