// SPDX-License-Identifier: Apache-2.0

import Foundation

/// `EmbedFiles FOLDER OUTPUT.swift`: writes a Swift file that holds the text of all files of a folder. Runs at build time.
@main
struct EmbedFiles {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first, let output = arguments.last, arguments.count == 2 else {
            fail("usage: EmbedFiles FOLDER OUTPUT.swift")
        }
        do {
            let source = SwiftSource.dictionary(named: "embeddedFiles", of: try files(in: folder))
            // As it is when nothing has changed, so that nothing is compiled again.
            if source != (try? String(contentsOfFile: output, encoding: .utf8)) {
                try source.write(toFile: output, atomically: true, encoding: .utf8)
            }
        } catch {
            fail("\(folder): error: \(error)")
        }
    }

    /// The text of each file by its path below `folder`. Hidden files (an editor's, say) are left out; none where there
    /// is no folder.
    private static func files(in folder: String) throws -> [String: String] {
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        var files: [String: String] = [:]
        for path in paths where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            let url = URL(fileURLWithPath: folder).appending(path: path)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            guard let text = String(validating: try Data(contentsOf: url), as: UTF8.self) else {
                fail("\(url.path): error: not UTF-8; templates are text")
            }
            files[path] = text
        }
        return files
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(EXIT_FAILURE)
    }
}
