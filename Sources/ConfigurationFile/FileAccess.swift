// SPDX-License-Identifier: Apache-2.0

/// The files beside the configuration, as functions, so that tests need no disk.
package struct FileAccess: Sendable {
    /// Why a file could not be read.
    package enum Failure: Error, CustomStringConvertible {
        case missing, unreadable, tooLarge, notUTF8

        /// What is wrong with the file, as the end of a sentence about it.
        package var description: String {
            switch self {
            case .missing: "does not exist"
            case .unreadable: "cannot be read; check who owns it and its mode"
            case .tooLarge: "is larger than 1 MiB"
            case .notUTF8: "is not UTF-8 text"
            }
        }
    }

    /// No file of the configuration may be larger.
    package static let sizeLimitBytes = 1 << 20

    /// The text of a file of at most ``sizeLimitBytes``.
    package let read: @Sendable (_ path: String) throws(Failure) -> String
    /// The names in a directory; nil when it is none.
    package let list: @Sendable (_ directory: String) -> [String]?
    /// Whether others than the file's owner may read it.
    package let isOpenToOthers: @Sendable (_ path: String) -> Bool

    /// Files by those functions.
    package init(
        read: @escaping @Sendable (_ path: String) throws(Failure) -> String,
        list: @escaping @Sendable (_ directory: String) -> [String]? = { _ in nil },
        isOpenToOthers: @escaping @Sendable (_ path: String) -> Bool = { _ in false }
    ) {
        self.read = read
        self.list = list
        self.isOpenToOthers = isOpenToOthers
    }
}

extension FileAccess {
    /// A path as a file means it: absolute, or relative to the directory of that file.
    static func resolve(_ path: String, besides file: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }

    /// The path without `.` and `name/..`, so that one file has one name, whatever way leads to it. For comparing only:
    /// where a directory is a symbolic link, `..` may mean another one.
    static func shortest(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
