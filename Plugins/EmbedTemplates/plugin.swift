// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackagePlugin

/// Makes the text of every file below `templates/` a part of the target that uses this plugin.
@main
struct EmbedTemplates: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "templates", directoryHint: .isDirectory)
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        // The folders are inputs too: their time changes when a file comes or goes, and the tool lists them itself.
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        return [
            .buildCommand(
                displayName: "Embedding templates",
                executable: try context.tool(named: "EmbedFiles").url,
                arguments: [folder.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: [folder] + paths.sorted().map { folder.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}
