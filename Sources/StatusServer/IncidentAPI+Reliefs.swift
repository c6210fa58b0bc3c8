// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// Who is told in whose place.
extension IncidentAPI {
    func reliefs() async -> Answer {
        .json(["reliefs": .array(await operating.reliefs().map(\.json))])
    }

    /// `away` and `instead`; `until` or `for_seconds`; `by`; `comment`.
    func relieve(_ bytes: [UInt8]) async throws(Refusal) -> Answer {
        let body = try WishBody(bytes, known: ["away", "instead", "until", "for_seconds", "by", "comment"])
        guard let away = try body.text("away"), let instead = try body.text("instead") else {
            throw .badBody("away says who is not told, and instead who is: ids of contacts or channels.")
        }
        let end = try self.end(body, of: "A relief")
        let person = try body.text("by") ?? ""
        let comment = try body.text("comment") ?? ""
        do throws(OperatingError) {
            let relief = try await operating.relieve(
                away, by: instead, until: end, madeBy: person, comment: comment)
            return .json(relief.json, status: 201)
        } catch {
            throw Refusal(error)
        }
    }

    func endRelief(_ id: ReliefID) async throws(Refusal) -> Answer {
        let typed = ReliefID(SilenceID(typed: id.rawValue).rawValue)
        do throws(OperatingError) {
            return .json(try await operating.endRelief(typed).json)
        } catch {
            throw Refusal(error)
        }
    }
}
