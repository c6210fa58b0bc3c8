// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// A scenario: a configuration, what happens to the world that it watches, and what is to be told then.
package struct Scenario: Sendable {
    /// A step of the script.
    package struct Step: Sendable {
        /// How long after the beginning.
        package let at: Duration
        /// What happens.
        package let cue: Cue
    }

    /// What a step can be about: the key that says so.
    package static let stepKeys = ScenarioSteps.forms.map(\.key)

    /// The part of the file that is a configuration.
    package let configuration: Configuration
    /// The gateways, with the sessions that only `many` counts.
    package let plans: [GatewayPlan]
    /// The wall clock at the beginning.
    package let start: Timestamp
    /// How long it is played.
    package let length: Duration
    /// What happens.
    package let steps: [Step]
    /// What must be told.
    package let expectations: [MessageExpectation]

    /// What came of reading a scenario.
    package struct Loaded: Sendable {
        /// The scenario; nil when there are errors.
        package let scenario: Scenario?
        /// All problems, by line and column.
        package let problems: [ConfigurationProblem]
        /// Whether the mistakes are all in what a configuration would have too.
        package let isConfigurationWrong: Bool
    }
}
