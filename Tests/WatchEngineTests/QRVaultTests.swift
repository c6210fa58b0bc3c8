// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

struct QRVaultTests {
    private let clock = TestClock()
    private let shop = SessionKey(gateway: "main", name: "shop")

    @Test func keepsTheNewestCodeOfEachSession() throws {
        let vault = QRVault(time: clock)
        let code = try LiveQR.sample(1, at: clock.now)
        vault.keep(code, of: shop)
        #expect(vault.liveQR(of: shop) == code)
        #expect(vault.liveQR(of: SessionKey(gateway: "second", name: "shop")) == nil)
        let next = try LiveQR.sample(2, at: clock.now)
        vault.keep(next, of: shop)
        #expect(vault.liveQR(of: shop) == next)
    }

    @Test func aDeadCodeIsNeverHandedOut() throws {
        let vault = QRVault(time: clock)
        vault.keep(try .sample(1, at: clock.now), of: shop)
        clock.advance(by: .milliseconds(59_999))
        #expect(vault.liveQR(of: shop) != nil)
        clock.advance(by: .milliseconds(1))
        #expect(vault.liveQR(of: shop) == nil)
    }

    @Test func aCodeThatCameTooLateIsNeverHandedOut() throws {
        let vault = QRVault(time: clock)
        vault.keep(try .sample(1, at: clock.now, lives: .zero), of: shop)
        #expect(vault.liveQR(of: shop) == nil)
    }

    @Test func aWallClockSetBackRevivesNothing() throws {
        let vault = QRVault(time: clock)
        let code = try LiveQR.sample(1, at: clock.now)
        vault.keep(code, of: shop)
        clock.set(wall: clock.now.wall - .hours(1))
        vault.keep(code, of: shop)
        clock.advance(by: .seconds(60))
        #expect(vault.liveQR(of: shop) == nil)
    }

    @Test func aDroppedCodeIsGone() throws {
        let vault = QRVault(time: clock)
        vault.keep(try .sample(1, at: clock.now), of: shop)
        vault.drop(shop)
        #expect(vault.liveQR(of: shop) == nil)
    }
}
