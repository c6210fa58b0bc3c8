// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The `relink` command: one file for each subcommand.
package struct Relink: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "relink",
        abstract: "Watches the sessions of self-hosted WhatsApp gateways and gets them linked again.",
        discussion: """
            Start with `relink demo`. Then `relink init` writes a config.yaml for your gateway, `relink check` finds \
            its mistakes, and `relink run` watches.
            """,
        version: RelinkVersion.current,
        subcommands: [
            RunCommand.self, DemoCommand.self, InitCommand.self, CheckCommand.self, StatusCommand.self,
            SessionsCommand.self, IncidentsCommand.self, AckCommand.self, UnackCommand.self, SilenceCommand.self,
            ExpectCommand.self, ForgetCommand.self, AccountCommand.self, OnCallCommand.self, ExplainCommand.self,
            HandoverCommand.self,
            RoutesCommand.self,
            QRCommand.self, SendTestCommand.self, RenderCommand.self, HistoryCommand.self,
            OutboxCommand.self, ChannelsCommand.self, SimulateCommand.self,
            SimulateGatewayCommand.self, ReloadCommand.self, ConfigCommand.self,
            HealthCommand.self,
            VersionCommand.self,
        ])

    package init() {}
}
