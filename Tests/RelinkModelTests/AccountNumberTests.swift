// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct AccountNumberTests {
    @Test(arguments: [
        ("+12025550143", "25550143"), ("1 (202) 555-0143", "25550143"), ("25550143", "25550143"),
        ("12025550143@c.us", "25550143"), ("٢٠٢٥٥٥٠١٤٣", nil), ("5550143", nil), ("", nil), ("+", nil),
    ]) func keepsTheLastEightDigits(text: String, digits: String?) {
        #expect(AccountNumber(text)?.digits == digits)
    }

    @Test func isTheSameWithAndWithoutAPrefix() {
        #expect(AccountNumber("+5511987654321") == AccountNumber("551187654321"))
        #expect(AccountNumber("+12025550143") != AccountNumber("+12025550144"))
    }

    @Test func showsFourDigitsAtMost() throws {
        let number = try #require(AccountNumber("+12025550143"))
        var shown = ""
        dump(number, to: &shown)
        #expect("\(number)" == "…0143" && number.last4 == "0143")
        #expect(!shown.contains("5550143") && !"\(AccountAnswer.number(number))".contains("5550143"))
    }
}
