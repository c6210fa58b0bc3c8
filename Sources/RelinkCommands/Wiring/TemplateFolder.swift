// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The operator's own templates (`templates_dir`), which take the place of the embedded ones file by file.
enum TemplateFolder {
    /// Every `*.mustache` file below the directory, by its path within it.
    ///
    /// Throws a ``Failure`` when the directory or one of its files cannot be read.
    static func read(_ directory: String?) throws -> [String: String] {
        guard let directory else { return [:] }
        guard let paths = FileManager.default.enumerator(atPath: directory) else {
            throw Failure(
                words: "\(directory): templates_dir cannot be read", status: ExitStatus.configuration)
        }
        var files: [String: String] = [:]
        for case let path as String in paths where path.hasSuffix(".mustache") {
            let file = "\(directory)/\(path)"
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw Failure(words: "\(file): no readable UTF-8 text", status: ExitStatus.configuration)
            }
            files[path] = text
        }
        return files
    }
}
