// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText

/// `relink simulate-gateway`, and the control it is driven by.
struct SimulatorProcess: Sendable {
    static let key = "change-me"

    let process: ChildProcess
    let port: Int
    private let client: TransferClient

    /// Starts one with sessions sim-1, sim-2, …, all connected, and waits until it answers.
    static func start(
        _ program: String, sessions: Int, in folder: WorkFolder, client: TransferClient
    ) async throws(BenchError) -> SimulatorProcess {
        let port = try LoopbackSocket.freePort()
        let process = try ChildProcess(
            program, ["simulate-gateway", "--sessions", "\(sessions)", "--port", "\(port)", "--key", key],
            output: folder.file("simulator.log"))
        let simulator = SimulatorProcess(process: process, port: port, client: client)
        let deadline = ContinuousClock.now + .seconds(15)
        while true {
            do throws(BenchError) {
                _ = try await simulator.polls()
                return simulator
            } catch {
                guard ContinuousClock.now < deadline else {
                    await process.stop()
                    throw process.failure
                }
            }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private init(process: ChildProcess, port: Int, client: TransferClient) {
        self.process = process
        self.port = port
        self.client = client
    }

    /// Where it is.
    var url: String { "http://127.0.0.1:\(port)" }

    /// How many status requests it has answered.
    func polls() async throws(BenchError) -> Int {
        let answer = try await ask(HTTPRequest(url: url + "/_control/tally"), expecting: 200)
        guard let tally = try? JSONText.parse(answer), let count = tally["statuses"]?.integer else {
            throw .answer("the simulator's tally")
        }
        return Int(count)
    }

    /// Shows a page in a session, or with `*` in all, from the return of this call at the latest.
    func show(_ page: String, in session: String) async throws(BenchError) {
        let body = JSONText.serializeBytes(["session": .string(session), "page": .string(page)])
        _ = try await ask(HTTPRequest(method: "POST", url: url + "/_control/show", body: body), expecting: 202)
    }

    private func ask(_ request: HTTPRequest, expecting status: Int) async throws(BenchError) -> [UInt8] {
        do throws(TransferError) {
            let response = try await client.perform(request)
            if response.status == status { return response.body }
        } catch {
            throw .answer("the simulator's control: \(error)")
        }
        throw .answer("the simulator's control refused a command")
    }
}
