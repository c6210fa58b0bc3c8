// SPDX-License-Identifier: Apache-2.0

import QRImage
import Testing

struct QRCodeTests {
    /// In the shape of a pairing payload: four parts of base 64.
    static let pairing =
        "2@" + String(repeating: "AbCdEfGhIjKlMnOp0123456789+/", count: 5) + "=,"
        + String(repeating: "xYz987", count: 7) + "=," + String(repeating: "Q+/9", count: 11) + "=,abcDEF=="

    @Test func hasTheFinderPatternsAndTheSmallestVersion() throws {
        let code = try QRCode(payload: "a")
        #expect(code.size == 21)
        for (column, row) in [(0, 0), (14, 0), (0, 14)] {
            let pattern = (0..<7).map { y in
                (0..<7).map { code.isDark(column: column + $0, row: row + y) ? "#" : "." }.joined()
            }
            #expect(pattern == ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"])
        }
    }

    @Test func isLightAllAround() throws {
        let code = try QRCode(payload: "a")
        #expect(!code.isDark(column: -1, row: 0))
        #expect(!code.isDark(column: 0, row: -1))
        #expect(!code.isDark(column: code.size, row: 0))
        #expect(!code.isDark(column: 0, row: code.size))
    }

    @Test func growsWithThePayload() throws {
        #expect(try QRCode(payload: Self.pairing).size == 57)
        #expect(try QRCode(payload: String(repeating: "x", count: 1024)).size > 100)
    }

    @Test(arguments: [
        ("", QRError.empty), (String(repeating: "x", count: 1025), .tooLong(bytes: 1025)),
        ("a b", .unexpectedCharacter(offset: 1)), ("2@abc\u{0}", .unexpectedCharacter(offset: 5)),
        ("<svg>", .unexpectedCharacter(offset: 0)), ("ab\n", .unexpectedCharacter(offset: 2)),
        ("é", .unexpectedCharacter(offset: 0)), ("a;b", .unexpectedCharacter(offset: 1)),
        ("a\"b", .unexpectedCharacter(offset: 1)), ("https://x/?q", .unexpectedCharacter(offset: 10)),
    ])
    func refusesWhatNoGatewaySends(payload: String, error: QRError) {
        #expect(throws: error) { try QRCode(payload: payload) }
    }

    @Test func acceptsExactlyTheDocumentedCharacters() {
        let accepted = (UInt8.min...0x7F).map { String(UnicodeScalar($0)) }.filter {
            (try? QRCode(payload: $0)) != nil
        }
        #expect(accepted.joined() == "+,-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
    }
}
